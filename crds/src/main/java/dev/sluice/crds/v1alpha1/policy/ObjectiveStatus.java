package dev.sluice.crds.v1alpha1.policy;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.sluice.crds.v1alpha1.type.ApiType;
import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

/** How the objectives of a request class stand at a Gateway, as of the checkpoint. */
@ApiType
public record ObjectiveStatus(
        @JsonPropertyDescription("Gateway, namespace/name.") @Required
        String gateway,

        @JsonPropertyDescription("RoutingPolicies that were merged for this traffic, namespace/name joined by +.")
        @Required
        String policies,

        @JsonPropertyDescription("Request class.") @Required String requestClass,

        @JsonPropertyDescription(
                "Error budget left of the objective that is worst off, e.g. \"63%\"; 0% where it is spent.")
        @Nullable
        String errorBudgetLeft,

        @JsonPropertyDescription("Seconds watched, faded with age over the objective's window.") @Nullable
        Long seconds,

        @JsonPropertyDescription("Requests seen, faded likewise.") @Nullable
        Long requests,

        @JsonPropertyDescription("Of these, not answered, in thousandths of a request.") @Nullable
        Long unansweredMilli,

        @JsonPropertyDescription("Of these, answered after the latency objective, in thousandths of a request.")
        @Nullable
        Long lateMilli) {}
