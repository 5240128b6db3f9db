package dev.sluice.control.plan;

import dev.sluice.contract.plan.Plan;
import dev.sluice.control.objective.ErrorBudget.Level;
import dev.sluice.control.plan.PlanFinding.Kind;
import dev.sluice.control.plan.PlanState.KeyState;
import dev.sluice.control.plan.assess.Candidate;
import dev.sluice.control.plan.assess.PlanKeys;
import dev.sluice.control.plan.assess.World;
import dev.sluice.control.plan.fill.Bound;
import dev.sluice.control.plan.fill.Percent;
import dev.sluice.control.plan.fill.Relaxation;
import dev.sluice.control.plan.fill.Rounding;
import dev.sluice.control.plan.step.Mover;
import dev.sluice.control.plan.step.ShareState;
import dev.sluice.control.plan.step.StepLimits;
import dev.sluice.control.plan.worth.Estimate;
import dev.sluice.control.plan.worth.Worth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts a step into the words and millionths that others read.
 *
 * @param acting whether the step is taken, or only told
 * @param begun when anything was measured first for the key
 * @param byHand shares in force while not acting; null where declared weights are
 */
record Verdict(
        PlanKeys.Scope scope,
        World world,
        List<Candidate> candidates,
        Situation situation,
        Target target,
        List<Mover> movers,
        StepLimits limits,
        double[] next,
        boolean acting,
        @Nullable Long begun,
        double @Nullable [] byHand) {

    private static final double TOLERANCE = 1e-4;

    /** A weight of price that is worth a word. */
    private static final double SAVING = 0.01;

    KeyPlanner.Outcome outcome() {
        int[] ppm = Rounding.toPpm(next);
        int[] handPpm = byHand == null ? null : Rounding.toPpm(byHand);
        int[] targetPpm = Rounding.toPpm(target.shares());
        boolean refuse = acting
                && scope.policy().constraints().refuseWhenInfeasible()
                && target.relaxations().stream().anyMatch(Relaxation::ofShares);
        List<Plan.Share> shares = new ArrayList<>();
        List<Decision> decisions = new ArrayList<>();
        Map<String, ShareState> states = HashMap.newHashMap(ppm.length);
        Worth all = all();
        for (int i = 0; i < ppm.length; i++) {
            Candidate candidate = candidates.get(i);
            String id = candidate.provider().id();
            int inForce = acting ? ppm[i] : handPpm == null ? candidate.declaredPpm() : handPpm[i];
            shares.add(new Plan.Share(id, inForce));
            states.put(
                    id,
                    acting
                            ? movers.get(i).after(next[i], ppm[i], world.nowNanos())
                            : movers.get(i).state().heldAt(inForce));
            decisions.add(new Decision(
                    scope.key(),
                    id,
                    refuse ? 0 : inForce,
                    targetPpm[i],
                    candidate.declaredPpm(),
                    candidate.view().health(),
                    inputs(candidate),
                    reason(i, ppm[i], all)));
        }
        return new KeyPlanner.Outcome(
                new Plan.Entry(scope.key(), refuse, (acting || handPpm != null) && !refuse ? shares : List.of()),
                new KeyState(world.nowNanos(), states, begun),
                decisions,
                findings(refuse));
    }

    private String reason(int i, int ppm, Worth all) {
        Mover mover = movers.get(i);
        String reason = Explain.reason(new Explain.Facts(
                candidates.get(i),
                situation,
                mover,
                next[i],
                target.free()[i],
                target.binding()[i],
                mover.brake(next[i], limits, world.nowNanos()),
                limits,
                rest(i, all),
                world.books().priceWeight(scope.policy().id()) > SAVING,
                world));
        if (mover.gap() < 0 && world.burning(scope.key()) != Level.KEPT) {
            reason = Explain.clip("error budget burns: " + reason);
        }
        if (acting) {
            return reason;
        }
        String mode = scope.policy().shift().suspended() ? "suspended" : "observing";
        return Explain.clip("%s, would be %s: %s".formatted(mode, Percent.of(ppm / (double) Plan.WHOLE), reason));
    }

    /** What all answers are worth together, by their shares. */
    private Worth all() {
        Worth sum = Worth.NOTHING;
        for (int i = 0; i < next.length; i++) {
            sum = sum.plus(candidates.get(i).worth(), next[i]);
        }
        return sum;
    }

    /** What answers of the others are worth on average. */
    private Worth rest(int i, Worth all) {
        Worth own = candidates.get(i).worth();
        double shares = 1 - next[i];
        return shares > TOLERANCE ? Worth.NOTHING.plus(all.plus(own, -next[i]), 1 / shares) : own;
    }

    private List<PlanFinding> findings(boolean refuse) {
        List<PlanFinding> findings = new ArrayList<>();
        for (Relaxation each : target.relaxations()) {
            Kind kind = refuse && each.ofShares()
                    ? Kind.REFUSED
                    : each.order() == Relaxation.Order.CAPACITY ? Kind.CAPACITY_EXCEEDED : Kind.CONSTRAINTS_RELAXED;
            findings.add(new PlanFinding(kind, scope.key(), each.label(), each.words()));
        }
        if (!target.conflict().isEmpty()) {
            findings.add(new PlanFinding(
                    refuse ? Kind.REFUSED : Kind.CONSTRAINTS_RELAXED,
                    scope.key(),
                    scope.pool().id(),
                    "these cannot hold together: " + String.join(", ", target.conflict())));
        }
        for (Bound bound : target.bounds()) {
            double sum = bound.sum(next);
            if (acting && sum > bound.max() + TOLERANCE) {
                findings.add(new PlanFinding(
                        Kind.CONSTRAINTS_RELAXED,
                        scope.key(),
                        bound.label(),
                        "%s has %s, above its maximum %s, and is on its way back"
                                .formatted(bound.label(), Percent.of(sum), Percent.of(bound.max()))));
            }
        }
        switch (situation) {
            case NO_DATA -> findings.add(held(Kind.NO_DATA, "too little is measured; shares are held"));
            case DISAGREEMENT ->
                findings.add(held(Kind.REPORTERS_DISAGREE, "gateways contradict each other; shares are held"));
            case ALL_BAD -> findings.add(held(Kind.ALL_BAD, "every provider is bad; shares are held"));
            case MEASURED, NOBODY -> {}
        }
        return findings;
    }

    private PlanFinding held(Kind kind, String message) {
        return new PlanFinding(kind, scope.key(), scope.pool().id(), message);
    }

    static Decision.Inputs inputs(Candidate candidate) {
        Estimate estimate = candidate.estimate();
        return new Decision.Inputs(
                estimate.p50Nanos(),
                estimate.p95Nanos(),
                estimate.known() ? Math.round(estimate.errorRate() * Plan.WHOLE) : Decision.Inputs.UNKNOWN,
                estimate.requestsPerSecond(),
                Math.round(estimate.pricePicos()),
                candidate.utility());
    }
}
