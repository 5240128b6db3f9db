package dev.sluice.operator.status.decide;

import dev.sluice.contract.plan.Plan;
import dev.sluice.control.account.BudgetStand;
import dev.sluice.control.resolve.ObjectRef;
import dev.sluice.control.status.ConditionType;
import dev.sluice.control.status.ObjectStatus;
import dev.sluice.control.status.ParentStatus;
import dev.sluice.control.translate.route.GatewayTranslator;
import dev.sluice.crds.v1alpha1.RoutingPolicy;
import dev.sluice.crds.v1alpha1.policy.AncestorStatus;
import dev.sluice.crds.v1alpha1.policy.BudgetRegulation;
import dev.sluice.crds.v1alpha1.policy.ObjectiveStatus;
import dev.sluice.crds.v1alpha1.policy.ObjectivesSpec;
import dev.sluice.crds.v1alpha1.policy.PolicyTarget;
import dev.sluice.crds.v1alpha1.policy.RoutingPolicyStatus;
import dev.sluice.crds.v1alpha1.provider.Accounting;
import dev.sluice.operator.status.PolicyMoney;
import dev.sluice.operator.status.condition.Carried;
import dev.sluice.operator.status.condition.Conditions;
import dev.sluice.operator.status.measure.Face;
import dev.sluice.operator.status.measure.Objectives;
import dev.sluice.operator.status.rollout.Moment;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** RoutingPolicies: conditions, columns, and what came of each target. */
final class PolicyDecision {
    private static final int MOST_ANCESTORS = 16;
    private static final Set<String> OWNED =
            Set.of(ConditionType.ACCEPTED.label(), ConditionType.RESOLVED_REFS.label());

    private final MeasuredDecision measured;

    PolicyDecision(MeasuredDecision measured) {
        this.measured = measured;
    }

    Optional<RoutingPolicy> decide(RoutingPolicy written, Moment moment) {
        RoutingPolicyStatus carried = written.getStatus();
        List<AncestorStatus> before = carried == null ? List.of() : carried.ancestors();
        List<AncestorStatus> ancestors = moment.said(written)
                .map(said -> ancestors(before, said, moment.nowMillis()))
                .orElse(before);
        String id = ObjectRef.of(written).id();
        PolicyMoney money = moment.known().policies().get(id);
        Accounting booked = carried == null ? null : carried.accounting();
        boolean due = (carried != null && !ancestors.equals(before))
                || (money != null
                        && Checkpoints.due(
                                booked, money.accounting(), moment.known().checkpointNow(), moment.nowMillis()));
        return measured.decide(written, carried(carried), moment.measured().policy(id), due, moment)
                .map(next -> {
                    Face face = next.face();
                    RoutingPolicy copy = new RoutingPolicy();
                    copy.setMetadata(written.getMetadata());
                    copy.setSpec(written.getSpec());
                    copy.setStatus(new RoutingPolicyStatus(
                            next.observedGeneration(),
                            face.shares(),
                            face.p95(),
                            face.cost(),
                            face.budgetLeft(),
                            face.errorBudgetLeft(),
                            face.reason(),
                            accounting(written, booked, money, moment.nowMillis()),
                            regulation(written, carried, money),
                            objectives(carried, moment.measured().objectives(id)),
                            next.conditions(),
                            ancestors));
                    return copy;
                });
    }

    /** What an earlier leader wrote stays until it is read, and goes with the budget. */
    private static @Nullable Accounting accounting(
            RoutingPolicy policy, @Nullable Accounting booked, @Nullable PolicyMoney money, long nowMillis) {
        if (money == null) {
            return hasBudget(policy) ? booked : null;
        }
        return Checkpoints.same(booked, money.accounting()) ? booked : Checkpoints.at(money.accounting(), nowMillis);
    }

    private static boolean hasBudget(RoutingPolicy policy) {
        ObjectivesSpec objectives = policy.getSpec().objectives();
        return objectives != null && objectives.budget() != null;
    }

    private static @Nullable BudgetRegulation regulation(
            RoutingPolicy policy, @Nullable RoutingPolicyStatus carried, @Nullable PolicyMoney money) {
        if (money == null) {
            return carried != null && hasBudget(policy) ? carried.regulation() : null;
        }
        BudgetStand stand = money.budget();
        return new BudgetRegulation(
                ppm(stand.day().priceWeight()),
                ppm(stand.day().refused()),
                ppm(stand.month().priceWeight()),
                ppm(stand.month().refused()));
    }

    private static int ppm(double part) {
        return (int) Math.round(part * Plan.WHOLE);
    }

    /** What an earlier leader wrote stays until there is something to say. */
    private static List<ObjectiveStatus> objectives(@Nullable RoutingPolicyStatus carried, Objectives now) {
        List<ObjectiveStatus> written = now.written();
        return written.isEmpty() && carried != null ? carried.objectives() : written;
    }

    private static List<AncestorStatus> ancestors(List<AncestorStatus> carried, ObjectStatus said, long nowMillis) {
        return new Entries<AncestorStatus>(
                        AncestorStatus::controllerName,
                        (each, old) -> target(each).equals(old.ancestorRef()),
                        (each, old) -> entry(each, old, said.observedGeneration(), nowMillis))
                .merge(carried, said.parents(), MOST_ANCESTORS);
    }

    private static AncestorStatus entry(
            ParentStatus said, @Nullable AncestorStatus old, long generation, long nowMillis) {
        return new AncestorStatus(
                target(said),
                GatewayTranslator.CONTROLLER,
                Conditions.merge(
                        old == null ? null : old.conditions(), said.conditions(), OWNED, generation, nowMillis));
    }

    private static PolicyTarget target(ParentStatus said) {
        return new PolicyTarget(
                said.parent().group(),
                said.parent().kind(),
                said.parent().name(),
                said.parent().sectionName());
    }

    private static Carried carried(@Nullable RoutingPolicyStatus status) {
        return status == null
                ? Carried.NOTHING
                : new Carried(
                        status.observedGeneration(),
                        new Face(
                                status.shares(),
                                status.p95(),
                                status.spentToday(),
                                status.budgetLeft(),
                                status.errorBudgetLeft(),
                                status.reason()),
                        status.conditions());
    }
}
