package dev.sluice.crds.v1alpha1.policy;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.sluice.crds.v1alpha1.type.ApiType;
import dev.sluice.crds.v1alpha1.type.Formats;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** Targets to keep. */
@ApiType
public record ObjectivesSpec(
        @JsonPropertyDescription("Share of requests that get an answer.") @Nullable
        Availability availability,

        @JsonPropertyDescription("Latency of answers.") @Nullable
        Latency latency,

        @JsonPropertyDescription("Most to spend; soft, and said when it is exceeded.") @Nullable
        Budget budget) {

    /** Share of requests that get an answer. */
    @ApiType
    public record Availability(
            @JsonPropertyDescription("Percent as text, e.g. \"99.95\".") @Required @Pattern(Formats.PERCENTAGE)
            String target,

            @JsonPropertyDescription("Time it is judged over, e.g. 720h, which is the default.")
            @Pattern(Formats.DURATION)
            @Nullable
            String window) {}

    /** A quantile and its bound. */
    @ApiType
    public record Latency(
            @JsonPropertyDescription("Percentile of requests, e.g. 95.") @Required @Min(1) @Max(99)
            Integer percentile,

            @JsonPropertyDescription("Duration it should stay under, e.g. 300ms.") @Required @Pattern(Formats.DURATION)
            String target) {}

    /** Most to spend. */
    @ApiType
    @ValidationRule(value = "has(self.perDay) || has(self.perMonth)", message = "perDay or perMonth is given")
    public record Budget(
            @JsonPropertyDescription("ISO 4217 code of the currency; providers with another one do not count.")
            @Required
            @Pattern(Formats.CURRENCY)
            String currency,

            @JsonPropertyDescription("Amount per day UTC, as text in units of the currency, e.g. \"50.00\".")
            @Pattern(Formats.AMOUNT)
            @Nullable
            String perDay,

            @JsonPropertyDescription("Amount per month UTC, as text in units of the currency.")
            @Pattern(Formats.AMOUNT)
            @Nullable
            String perMonth,

            @JsonPropertyDescription(
                    "What follows where even the cheapest providers cost too much: Relax spends more and says so, Refuse answers 503 to as many requests of the lowest value as needed. Absent for Relax.")
            @Nullable
            OnExhausted onExhausted) {}

    /** What follows where a budget cannot be kept. */
    public enum OnExhausted {
        @JsonProperty("Relax")
        RELAX,
        @JsonProperty("Refuse")
        REFUSE
    }
}
