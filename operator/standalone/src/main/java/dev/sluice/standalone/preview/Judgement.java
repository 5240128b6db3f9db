package dev.sluice.standalone.preview;

import dev.sluice.contract.snapshot.Objectives;
import dev.sluice.contract.snapshot.Policy;
import dev.sluice.standalone.preview.PreviewReport.ObjectiveDiff;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Holds what is expected against what a policy asks for.
 *
 * @param answered part of the requests
 * @param inTime part of the answers within the latency target
 * @param costPerDay by currency; empty where demand is not the user's own
 */
record Judgement(double answered, double inTime, Map<String, Double> costPerDay) {
    private static final double PPM = 1e6;
    private static final double MICROS = 1e6;
    private static final double DAYS_PER_MONTH = 30;

    /** Every objective of the policy as it would be. */
    static List<ObjectiveDiff> of(Policy policy, Optional<Judgement> before, Judgement after) {
        List<ObjectiveDiff> objectives = new ArrayList<>();
        Objectives wanted = policy.objectives();
        Objectives.Availability availability = wanted.availability();
        if (availability != null) {
            double target = availability.targetPpm() / PPM;
            objectives.add(least(policy, "availability", target, before.map(Judgement::answered), after.answered));
        }
        Objectives.Latency latency = wanted.latency();
        if (latency != null) {
            String name = "answers within %d ms".formatted(latency.targetNanos() / 1_000_000);
            double target = latency.quantilePpm() / PPM;
            objectives.add(least(policy, name, target, before.map(Judgement::inTime), after.inTime));
        }
        wanted.budgets().forEach(budget -> {
            most(policy, "a day", budget.perDayMicros() / MICROS, budget.currency(), 1, before, after, objectives);
            most(
                    policy,
                    "a month",
                    budget.perMonthMicros() / MICROS,
                    budget.currency(),
                    DAYS_PER_MONTH,
                    before,
                    after,
                    objectives);
        });
        return objectives;
    }

    private static ObjectiveDiff least(
            Policy policy, String name, double target, Optional<Double> before, double after) {
        return new ObjectiveDiff(
                policy.id(),
                name,
                target,
                before.orElse(null),
                after,
                before.filter(each -> each < target).isPresent(),
                after < target);
    }

    private static void most(
            Policy policy,
            String span,
            double target,
            String currency,
            double days,
            Optional<Judgement> before,
            Judgement after,
            List<ObjectiveDiff> into) {
        if (target <= 0 || after.costPerDay.isEmpty()) {
            return;
        }
        Optional<Double> known = before.map(each -> each.costPerDay.getOrDefault(currency, 0.0) * days);
        double expected = after.costPerDay.getOrDefault(currency, 0.0) * days;
        into.add(new ObjectiveDiff(
                policy.id(),
                currency + " " + span,
                target,
                known.orElse(null),
                expected,
                known.filter(each -> each > target).isPresent(),
                expected > target));
    }
}
