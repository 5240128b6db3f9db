package dev.sluice.crds.v1alpha1.plan;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.sluice.crds.v1alpha1.type.ApiType;
import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

/** A provider's part and the reason for it. */
@ApiType
public record PlannedShare(
        @JsonPropertyDescription("Provider as namespace/name.") @Required
        String provider,

        @JsonPropertyDescription("Share in force, e.g. \"42.5%\".") @Required
        String share,

        @JsonPropertyDescription("Share aimed at, e.g. \"60%\".") @Nullable
        String target,

        @JsonPropertyDescription("Healthy, Unhealthy, Ejected or Unknown, as measured.") @Nullable
        String health,

        @JsonPropertyDescription("95th percentile of latency, e.g. 120ms.") @Nullable
        String p95,

        @JsonPropertyDescription("Failed attempts, e.g. \"0.1%\".") @Nullable
        String errors,

        @JsonPropertyDescription("Price of a million requests at the present mix, e.g. \"6.00 USD\".") @Nullable
        String price,

        @JsonPropertyDescription("Inputs, the bound that decided, and what would have been chosen without it.")
        @Nullable
        String reason) {}
