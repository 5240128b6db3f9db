package dev.sluice.operator.status.measure;

import dev.sluice.control.objective.ClassStand;
import dev.sluice.control.objective.ErrorBudget;
import dev.sluice.control.status.Condition;
import dev.sluice.control.status.Condition.Status;
import dev.sluice.crds.v1alpha1.policy.ObjectiveStatus;
import dev.sluice.crds.v1alpha1.policy.RoutingPolicyStatus;
import dev.sluice.operator.status.GatewayView;
import dev.sluice.operator.status.Usage;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How the objectives of one RoutingPolicy stand, over Gateways and classes. */
public final class Objectives {
    private static final double MILLI = 1_000;

    private final List<At> stands;

    private record At(String gateway, ClassStand stand) {}

    private Objectives(List<At> stands) {
        this.stands = stands;
    }

    /** @param users Gateways that the policy governs something of */
    static Objectives of(String policy, List<GatewayView> users) {
        return new Objectives(users.stream()
                .flatMap(gateway -> gateway.planned().stream()
                        .flatMap(plan -> plan.objectives().stream())
                        .filter(stand -> Usage.merged(stand.key().policy()).contains(policy))
                        .map(stand -> new At(gateway.id(), stand)))
                .toList());
    }

    /** Empty where nothing is judged. */
    Optional<Condition> condition() {
        return worst().map(at -> {
            ErrorBudget budget = at.stand().worst();
            String words =
                    "class %s at %s: %s".formatted(at.stand().key().requestClass(), at.gateway(), budget.words());
            return switch (at.stand().level()) {
                case KEPT -> MeasuredCondition.OBJECTIVES_MET.is(Status.TRUE, "Lasting", words);
                case SLOW -> MeasuredCondition.OBJECTIVES_MET.is(Status.FALSE, "BurningSlowly", words);
                case SPENT -> MeasuredCondition.OBJECTIVES_MET.is(Status.FALSE, "Spent", words);
                case FAST -> MeasuredCondition.OBJECTIVES_MET.is(Status.FALSE, "BurningFast", words);
            };
        });
    }

    @Nullable
    String left() {
        return stands.stream()
                .map(At::stand)
                .map(Objectives::leastLeft)
                .min(Comparator.naturalOrder())
                .map(left -> Amounts.percent(Math.max(0, left)))
                .orElse(null);
    }

    /** To be written down. */
    public List<ObjectiveStatus> written() {
        return stands.stream()
                .limit(RoutingPolicyStatus.MAX_OBJECTIVES)
                .map(at -> new ObjectiveStatus(
                        at.gateway(),
                        at.stand().key().policy(),
                        at.stand().key().requestClass(),
                        Amounts.percent(Math.max(0, leastLeft(at.stand()))),
                        Math.round(at.stand().whole().seconds()),
                        Math.round(at.stand().whole().requests()),
                        Math.round(at.stand().whole().unanswered() * MILLI),
                        Math.round(at.stand().whole().late() * MILLI)))
                .toList();
    }

    private Optional<At> worst() {
        return stands.stream()
                .max(Comparator.comparing((At at) -> at.stand().level())
                        .thenComparing(Comparator.comparingDouble((At at) -> leastLeft(at.stand()))
                                .reversed()));
    }

    private static double leastLeft(ClassStand stand) {
        return stand.budgets().stream().mapToDouble(ErrorBudget::left).min().orElse(1);
    }
}
