package dev.sluice.crds.v1alpha1.provider;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.sluice.crds.v1alpha1.type.ApiType;
import dev.sluice.crds.v1alpha1.type.Formats;
import dev.sluice.crds.v1alpha1.type.Lists;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Money and requests as of a checkpoint. */
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

        @JsonPropertyDescription("Requests sent since the first of the month UTC.") @Nullable
        Long requestsThisMonth,

        @JsonPropertyDescription("Until when it is on probation, RFC 3339; absent when it is not.") @Nullable
        String probationUntil,

        @JsonPropertyDescription(
                "How far the counters of each gateway process are booked, so that whoever goes on from here books no request twice.")
        @Size(max = MAX_POSITIONS)
        List<AccountingPosition> positions,

        @JsonPropertyDescription(
                "Newest start of a process that left the positions, in milliseconds since 1970. One that is not among them and started no later counts from when it is read next.")
        @Nullable
        Long forgottenStartMillis) {
    /** The longest unread go first. */
    public static final int MAX_POSITIONS = 256;

    public Accounting {
        positions = Lists.orEmpty(positions);
    }

    /** The same as of another moment. */
    public Accounting at(@Nullable String time) {
        return new Accounting(
                time,
                currency,
                spentTodayMicros,
                spentThisMonthMicros,
                requestsToday,
                requestsThisMonth,
                probationUntil,
                positions,
                forgottenStartMillis);
    }
}
