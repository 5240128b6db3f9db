package dev.sluice.crds.v1alpha1.policy;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.sluice.crds.v1alpha1.provider.Accounting;
import dev.sluice.crds.v1alpha1.type.ApiType;
import dev.sluice.crds.v1alpha1.type.Lists;
import dev.sluice.crds.v1alpha1.type.StatusSchema;
import io.fabric8.crdv2.generator.v1.SchemaCustomizer;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of a RoutingPolicy. */
@ApiType
@SchemaCustomizer(StatusSchema.class)
public record RoutingPolicyStatus(
        @JsonPropertyDescription("Generation of the spec this status is about.") @Nullable
        Long observedGeneration,

        @JsonPropertyDescription("Shares now, largest first, e.g. \"aws-us-east-1 70%, metal-fra 30%\".") @Nullable
        String shares,

        @JsonPropertyDescription("95th percentile of latency over the last minute, e.g. 120ms.") @Nullable
        String p95,

        @JsonPropertyDescription("Money spent since midnight UTC, e.g. \"12.50 USD\".") @Nullable
        String spentToday,

        @JsonPropertyDescription(
                "What the budget leaves, e.g. \"37.50 USD today, 812.00 USD this month\"; absent without a budget.")
        @Nullable
        String budgetLeft,

        @JsonPropertyDescription(
                "Error budget left of the objective and class that are worst off, e.g. \"63%\"; absent without an objective.")
        @Nullable
        String errorBudgetLeft,

        @JsonPropertyDescription("The reason of the last change of shares.") @Nullable
        String reason,

        @JsonPropertyDescription(
                "Money of this policy, checkpointed every 60 s and restored after a restart; absent without a budget.")
        @Nullable
        Accounting accounting,

        @JsonPropertyDescription("Controllers of the budget, likewise; absent without a budget.") @Nullable
        BudgetRegulation regulation,

        @JsonPropertyDescription("Error budgets by Gateway and class, likewise.") @Size(max = MAX_OBJECTIVES)
        List<ObjectiveStatus> objectives,

        @JsonPropertyDescription(
                "Ready, and measurements: Healthy, MetricsAvailable, ConstraintsRelaxed, WithinBudget, ObjectivesMet.")
        List<Condition> conditions,

        @JsonPropertyDescription("What came of it for each target.") @Size(max = 16)
        List<AncestorStatus> ancestors) {
    /** More classes than this are watched, but begin anew after a restart. */
    public static final int MAX_OBJECTIVES = 128;

    public RoutingPolicyStatus {
        objectives = Lists.orEmpty(objectives);
        conditions = Lists.orEmpty(conditions);
        ancestors = Lists.orEmpty(ancestors);
    }
}
