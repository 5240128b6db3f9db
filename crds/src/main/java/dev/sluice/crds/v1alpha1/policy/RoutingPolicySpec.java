package dev.sluice.crds.v1alpha1.policy;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.sluice.crds.v1alpha1.type.ApiType;
import dev.sluice.crds.v1alpha1.type.Lists;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is wanted of the traffic of some targets of the same namespace. */
@ApiType
public record RoutingPolicySpec(
        @JsonPropertyDescription("Gateways, HTTPRoutes or ProviderPools of this namespace it holds for.")
        @Required
        @Size(min = 1, max = 16)
        List<PolicyTarget> targetRefs,

        @JsonPropertyDescription("Which objective leads; absent for Balanced.") @Nullable
        Intent intent,

        @JsonPropertyDescription("Targets to keep.") @Nullable
        ObjectivesSpec objectives,

        @JsonPropertyDescription("Bounds: law, classes and organizations are hard, shares are soft.") @Nullable
        ConstraintsSpec constraints,

        @JsonPropertyDescription(
                "Kinds of requests that are planned, counted and shed apart; the first that matches counts, the rest is class default.")
        @Size(max = 32)
        List<RequestClassSpec> requestClasses,

        @JsonPropertyDescription("Who may call, and what.") @Nullable
        ClientsSpec clients,

        @JsonPropertyDescription(
                "Second attempts after a failure, at another failure domain, never for a write that may have landed.")
        @Nullable
        RetrySpec retry,

        @JsonPropertyDescription("Second attempts for slow answers, never for writes; absent for none.") @Nullable
        HedgeSpec hedge,

        @JsonPropertyDescription("How long requests may take.") @Nullable
        TimeoutsSpec timeouts,

        @JsonPropertyDescription("How many requests are let in.") @Nullable
        RateLimitSpec rateLimit,

        @JsonPropertyDescription("Which answers are shared and given again; absent for none.") @Nullable
        CacheSpec cache,

        @JsonPropertyDescription("How answers are verified.") @Nullable
        IntegritySpec integrity,

        @JsonPropertyDescription("How fast and by whom traffic is moved.") @Nullable
        ShiftSpec shift,

        @JsonPropertyDescription(
                "What is known to come: more demand or less capacity, by time; shares move ahead of it.")
        @Size(max = 32)
        List<ForecastEventSpec> forecastEvents) {
    public RoutingPolicySpec {
        targetRefs = Lists.orEmpty(targetRefs);
        requestClasses = Lists.orEmpty(requestClasses);
        forecastEvents = Lists.orEmpty(forecastEvents);
    }
}
