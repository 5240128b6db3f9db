package dev.sluice.crds.v1alpha1.provider;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.sluice.crds.v1alpha1.type.ApiType;
import dev.sluice.crds.v1alpha1.type.Formats;
import io.fabric8.generator.annotation.Pattern;
import org.jspecify.annotations.Nullable;

/** Spend and quota as of a checkpoint. */
@ApiType
public record Accounting(
        @JsonPropertyDescription("When this was written, RFC 3339.") @Nullable
        String checkpointTime,

        @JsonPropertyDescription("Currency of the amounts, ISO 4217.") @Pattern(Formats.CURRENCY) @Nullable
        String currency,

        @JsonPropertyDescription("Spent since midnight UTC, in millionths of the currency.") @Nullable
        Long spentTodayMicros,

        @JsonPropertyDescription("Spent since the first of the month UTC, in millionths of the currency.") @Nullable
        Long spentThisMonthMicros,

        @JsonPropertyDescription("Requests sent since midnight UTC.") @Nullable
        Long requestsToday,

        @JsonPropertyDescription("Until when it is on probation, RFC 3339; absent when it is not.") @Nullable
        String probationUntil) {}
