package dev.sluice.crds.v1alpha1.policy;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.sluice.crds.v1alpha1.type.ApiType;
import dev.sluice.crds.v1alpha1.type.Formats;
import dev.sluice.crds.v1alpha1.type.Lists;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A kind of request that is planned, counted and shed apart. */
@ApiType
@ValidationRule(
        value = "!has(self.broadcast) || (has(self.writeMode) && self.writeMode == 'Broadcast')",
        message = "broadcast goes with writeMode Broadcast")
public record RequestClassSpec(
        @JsonPropertyDescription(
                "Name, unique in the policy; default is what matches none and may be named last to set its value.")
        @Required
        @Pattern("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$")
        @Size(min = 1, max = 63)
        String name,

        @JsonPropertyDescription("Which requests belong to it: all parts given must match; absent for every request.")
        @Nullable
        RequestMatch match,

        @JsonPropertyDescription("Worth of an answer: under overload Low is shed first. Absent for Normal.") @Nullable
        Value value,

        @JsonPropertyDescription(
                "Single sends a write to one provider, Broadcast a raw transaction to several at once, Private all of the class only to providers with capability PrivateTransactions. Absent for Single.")
        @Nullable
        WriteMode writeMode,

        @JsonPropertyDescription("Capabilities a provider needs for these requests.") @Size(max = 32)
        List<@Pattern(Formats.CAPABILITY) @Size(max = 63) String> requiredCapabilities,

        @JsonPropertyDescription(
                "How many of them are sent to providers, whoever asks; what exceeds it is answered 429. Calls of a batch count each; answers that are kept do not count. Absent for no limit.")
        @Nullable
        ClassRateLimit rateLimit,

        @JsonPropertyDescription("To whom a write is broadcast; only with writeMode Broadcast.") @Nullable
        Broadcast broadcast) {
    public RequestClassSpec {
        requiredCapabilities = Lists.orEmpty(requiredCapabilities);
    }

    /** Worth of an answer. */
    public enum Value {
        @JsonProperty("Low")
        LOW,
        @JsonProperty("Normal")
        NORMAL,
        @JsonProperty("High")
        HIGH
    }

    /** How writes are sent. */
    public enum WriteMode {
        @JsonProperty("Single")
        SINGLE,
        @JsonProperty("Broadcast")
        BROADCAST,
        @JsonProperty("Private")
        PRIVATE
    }

    /** How many requests of a class may be sent. */
    @ApiType
    public record ClassRateLimit(
            @JsonPropertyDescription(
                    "Requests per second over all pods of a Gateway, of which each sends an equal part.")
            @Required
            @Min(1)
            Integer requestsPerSecond,

            @JsonPropertyDescription("Requests that may come at once above the rate; absent for one second's worth.")
            @Min(1)
            @Nullable
            Integer burst) {}
    /** To whom a write is broadcast. */
    @ApiType
    public record Broadcast(
            @JsonPropertyDescription(
                    "How many providers get a transaction, of as many organizations as there are; each copy is paid. Absent for 3.")
            @Min(2)
            @Max(8)
            @Nullable
            Integer maxProviders) {}

    /** Parts of a request. */
    @ApiType
    public record RequestMatch(
            @JsonPropertyDescription("JSON-RPC methods, or prefixes followed by *, e.g. trace_*.") @Size(max = 64)
            List<@Pattern(Formats.METHOD_PATTERN) @Size(min = 1, max = 128) String> methods,

            @JsonPropertyDescription("Prefixes of the path as the client sent it.") @Size(max = 64)
            List<@Pattern(Formats.PATH) @Size(max = 1024) String> pathPrefixes,

            @JsonPropertyDescription("Headers with exactly this value.") @Size(max = 16)
            List<HeaderMatch> headers) {
        public RequestMatch {
            methods = Lists.orEmpty(methods);
            pathPrefixes = Lists.orEmpty(pathPrefixes);
            headers = Lists.orEmpty(headers);
        }
    }

    /** A header and its value. */
    @ApiType
    public record HeaderMatch(
            @JsonPropertyDescription("Name, in any case.") @Required @Pattern(Formats.TOKEN) @Size(min = 1, max = 256)
            String name,

            @JsonPropertyDescription("Value, compared exactly.") @Required @Size(max = 4096)
            String value) {}
}
