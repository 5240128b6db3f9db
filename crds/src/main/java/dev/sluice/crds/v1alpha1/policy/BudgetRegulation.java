package dev.sluice.crds.v1alpha1.policy;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.sluice.crds.v1alpha1.type.ApiType;
import org.jspecify.annotations.Nullable;

/** Where the controllers of a budget stood at the checkpoint, so that whoever goes on from here need not find out anew. */
@ApiType
public record BudgetRegulation(
        @JsonPropertyDescription(
                "What a price weighs more to keep the amount per day, in millionths of the worth of a good answer at the usual price.")
        @Nullable
        Integer dayPriceWeightPpm,

        @JsonPropertyDescription(
                "Part of the requests of the lowest value that is refused to keep the amount per day, in millionths.")
        @Nullable
        Integer dayRefusedPpm,

        @JsonPropertyDescription("As dayPriceWeightPpm, to keep the amount per month.") @Nullable
        Integer monthPriceWeightPpm,

        @JsonPropertyDescription("As dayRefusedPpm, to keep the amount per month.") @Nullable
        Integer monthRefusedPpm) {}
