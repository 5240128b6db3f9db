package dev.sluice.crds.v1alpha1.provider;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.sluice.crds.v1alpha1.type.ApiType;
import org.jspecify.annotations.Nullable;

/** How far the counters of one gateway process are booked. */
@ApiType
public record AccountingPosition(
        @JsonPropertyDescription("Gateway the process serves, namespace/name.") @Nullable
        String gateway,

        @JsonPropertyDescription("Pod of the process.") @Nullable
        String pod,

        @JsonPropertyDescription(
                "Start of the process, in milliseconds since 1970: a restarted one counts from nothing.")
        @Nullable
        Long startedAtMillis,

        @JsonPropertyDescription("Money it counted and that is booked, in millionths of the currency.") @Nullable
        Long costMicros,

        @JsonPropertyDescription("Requests it counted and that are booked.") @Nullable
        Long requests) {}
