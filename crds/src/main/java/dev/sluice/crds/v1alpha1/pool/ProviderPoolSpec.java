package dev.sluice.crds.v1alpha1.pool;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.sluice.crds.v1alpha1.type.ApiType;
import dev.sluice.crds.v1alpha1.type.Formats;
import dev.sluice.crds.v1alpha1.type.Lists;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.LabelSelector;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Providers of the same service that may stand in for each other: named, or selected by label. */
@ApiType
@ValidationRule(
        value = "(has(self.members) && size(self.members) > 0) != has(self.selector)",
        message = "exactly one of members and selector is given")
public record ProviderPoolSpec(
        @JsonPropertyDescription(
                "CAIP-2 id of the chain, e.g. eip155:1; required when the members speak JSONRPC. Only their endpoints for it are used.")
        @Pattern(Formats.CHAIN)
        @Nullable
        String chain,

        @JsonPropertyDescription("The providers.") @Size(max = 256)
        List<PoolMember> members,

        @JsonPropertyDescription("Labels of Providers of this namespace, each with weight 1, in place of members.")
        @Nullable
        LabelSelector selector,

        @JsonPropertyDescription("How one is picked; absent for the plan's shares.") @Nullable
        LoadBalancerSpec loadBalancer,

        @JsonPropertyDescription("Most under way per provider and gateway pod.") @Nullable
        CircuitBreakerSpec circuitBreaker,

        @JsonPropertyDescription("When answers alone make a provider leave for a while.") @Nullable
        OutlierDetectionSpec outlierDetection,

        @JsonPropertyDescription("Bound on retries over all requests to this pool.") @Nullable
        RetryBudgetSpec retryBudget,

        @JsonPropertyDescription(
                "Percent of healthy capacity below which health is ignored, policy and law never; absent for 50, 0 for never.")
        @Min(0)
        @Max(100)
        @Nullable
        Integer panicThreshold,

        @JsonPropertyDescription("Most under way per provider, learned from its latency; absent for none.") @Nullable
        ConcurrencyLimitSpec concurrencyLimit) {
    public ProviderPoolSpec {
        members = Lists.orEmpty(members);
    }
}
