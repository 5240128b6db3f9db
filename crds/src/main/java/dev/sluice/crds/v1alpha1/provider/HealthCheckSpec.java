package dev.sluice.crds.v1alpha1.provider;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.sluice.crds.v1alpha1.type.ApiType;
import dev.sluice.crds.v1alpha1.type.Formats;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** An active probe, sent only where no real answer came within the interval; probes count as spend. */
@ApiType
@ValidationRule(value = "self.type == 'JSONRPC' || !has(self.jsonrpc)", message = "jsonrpc is for type JSONRPC")
@ValidationRule(value = "self.type == 'HTTP' || !has(self.http)", message = "http is for type HTTP")
public record HealthCheckSpec(
        @JsonPropertyDescription(
                "TCP connects, HTTP expects a status below 400, JSONRPC expects an answer that is not an error.")
        @Required
        Type type,

        @JsonPropertyDescription("Time between probes; absent for 5s.") @Pattern(Formats.DURATION) @Nullable
        String interval,

        @JsonPropertyDescription("Time after which a probe has failed; absent for 1s.")
        @Pattern(Formats.DURATION)
        @Nullable
        String timeout,

        @JsonPropertyDescription("Failures in a row that make it unhealthy; absent for 3.") @Min(1) @Max(100) @Nullable
        Integer unhealthyThreshold,

        @JsonPropertyDescription("Successes in a row that make it healthy again; absent for 2.")
        @Min(1)
        @Max(100)
        @Nullable
        Integer healthyThreshold,

        @JsonPropertyDescription("What a JSONRPC probe asks.") @Nullable
        Jsonrpc jsonrpc,

        @JsonPropertyDescription("What an HTTP probe asks.") @Nullable
        Http http) {

    /** What is spoken. */
    public enum Type {
        TCP,
        HTTP,
        JSONRPC
    }

    /** A call without parameters. */
    @ApiType
    public record Jsonrpc(
            @JsonPropertyDescription(
                    "Method called without parameters, e.g. eth_blockNumber, whose answer also tells the head's lag.")
            @Required
            @Size(min = 1, max = 128)
            String method) {}

    /** A GET. */
    @ApiType
    public record Http(
            @JsonPropertyDescription("Path asked for, without the endpoint's own path; absent for /.")
            @Pattern(Formats.PATH)
            @Size(max = 1024)
            @Nullable
            String path) {}
}
