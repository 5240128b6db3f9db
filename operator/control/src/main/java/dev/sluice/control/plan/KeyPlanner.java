package dev.sluice.control.plan;

import dev.sluice.contract.plan.Plan;
import dev.sluice.contract.snapshot.Constraints.ShareBound;
import dev.sluice.contract.snapshot.Shift;
import dev.sluice.control.objective.ErrorBudget.Level;
import dev.sluice.control.plan.PlanState.KeyState;
import dev.sluice.control.plan.assess.Assessment;
import dev.sluice.control.plan.assess.Candidate;
import dev.sluice.control.plan.assess.PlanKeys;
import dev.sluice.control.plan.assess.World;
import dev.sluice.control.plan.bound.ShareBounds;
import dev.sluice.control.plan.fill.Bound;
import dev.sluice.control.plan.fill.WaterFilling;
import dev.sluice.control.plan.step.DampedStep;
import dev.sluice.control.plan.step.DestinationGuard;
import dev.sluice.control.plan.step.Mover;
import dev.sluice.control.plan.step.ShareState;
import dev.sluice.control.plan.step.Standing;
import dev.sluice.control.plan.step.StepLimits;
import dev.sluice.control.plan.worth.IntentWeights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Plans one policy, pool and class: assess, choose a target, take a step, say why. */
final class KeyPlanner {
    private static final double ALMOST = 1e-6;

    /** So far above what a provider is planned to take, its share does not wait to fall. */
    private static final double OVERLOADED = 1.1;

    private final PlanKeys.Scope scope;
    private final World world;

    KeyPlanner(PlanKeys.Scope scope, World world) {
        this.scope = scope;
        this.world = world;
    }

    /** What came out for one key. */
    record Outcome(Plan.Entry entry, KeyState state, List<Decision> decisions, List<PlanFinding> findings) {}

    Outcome plan(@Nullable KeyState previous) {
        List<Candidate> candidates = Assessment.of(scope, world);
        Situation situation = situation(candidates);
        Long begun = previous != null && previous.begun() ? previous.begunNanos() : firstEvidence(situation);
        if (situation == Situation.NOBODY) {
            return nobody(candidates, begun);
        }
        List<ShareState> states = states(candidates, previous);
        Targets targets = new Targets(
                candidates,
                situation,
                world,
                scope.policy(),
                states,
                bounds(candidates, scope.policy().constraints().shares()),
                IntentWeights.of(scope.policy().intent()).evenness());
        Shift shift = scope.policy().shift();
        boolean acting = shift.mode() == Shift.Mode.ENFORCE && !shift.suspended();
        double[] current = acting && previous != null && begun != null ? inForce(states) : targets.initial();
        Target target = targets.choose(current);
        double[] from = withoutRefused(current, candidates, target);
        List<Mover> movers = movers(candidates, states, from, target);
        StepLimits limits = limits(previous, begun, shift);
        double[] next = DampedStep.take(movers, target.bounds(), limits, world.nowNanos());
        return new Verdict(
                        scope,
                        world,
                        candidates,
                        situation,
                        target,
                        movers,
                        limits,
                        next,
                        acting,
                        begun,
                        acting ? null : byHand(candidates, targets))
                .outcome();
    }

    private @Nullable Long firstEvidence(Situation situation) {
        return situation == Situation.NOBODY || situation == Situation.NO_DATA ? null : Long.valueOf(world.nowNanos());
    }

    private StepLimits limits(@Nullable KeyState previous, @Nullable Long begun, Shift shift) {
        StepLimits usual = StepLimits.of(
                shift, previous == null ? shift.intervalNanos() : world.nowNanos() - previous.plannedNanos());
        StepLimits pace = KeyState.isStarting(begun, world.nowNanos()) ? usual.starting() : usual;
        return world.burning(scope.key()) == Level.FAST ? pace.hurried() : pace;
    }

    /** A human's hand holds also where the plan may not act: declared weights within it; null where nobody put one. */
    private double @Nullable [] byHand(List<Candidate> candidates, Targets targets) {
        boolean overridden = candidates.stream()
                .map(Candidate::provider)
                .anyMatch(provider -> world.overrides().stream().anyMatch(each -> each.covers(provider)));
        return overridden ? targets.declared(bounds(candidates, List.of())) : null;
    }

    private Situation situation(List<Candidate> candidates) {
        List<Candidate> eligible =
                candidates.stream().filter(Candidate::eligible).toList();
        if (eligible.isEmpty()) {
            return Situation.NOBODY;
        }
        if (eligible.stream().noneMatch(each -> each.standing().usable())) {
            return Situation.ALL_BAD;
        }
        if (eligible.stream().anyMatch(Candidate::disputed)) {
            return Situation.DISAGREEMENT;
        }
        boolean measured = world.pooled().reporters() > 0
                && eligible.stream().anyMatch(each -> each.estimate().known());
        return measured ? Situation.MEASURED : Situation.NO_DATA;
    }

    private List<Bound> bounds(List<Candidate> candidates, List<ShareBound> shares) {
        BitSet eligible = new BitSet();
        for (int i = 0; i < candidates.size(); i++) {
            eligible.set(i, candidates.get(i).eligible());
        }
        return ShareBounds.of(
                shares,
                world.overrides(),
                candidates.stream().map(Candidate::provider).toList(),
                eligible);
    }

    private List<ShareState> states(List<Candidate> candidates, @Nullable KeyState previous) {
        Map<String, ShareState> known = previous == null ? Map.of() : previous.shares();
        boolean inUse = previous != null && previous.begun() && !known.isEmpty();
        ShareState unknown = inUse ? ShareState.joined(world.nowNanos()) : ShareState.at(0);
        return candidates.stream()
                .map(each -> known.getOrDefault(each.provider().id(), unknown))
                .toList();
    }

    private static double[] inForce(List<ShareState> states) {
        return states.stream()
                .mapToDouble(each -> each.ppm() / (double) Plan.WHOLE)
                .toArray();
    }

    /** Law does not wait for damping: what the refused, or members that left the pool, had goes where the target has room. */
    private static double[] withoutRefused(double[] current, List<Candidate> candidates, Target target) {
        double[] from = current.clone();
        double[] missing = new double[from.length];
        for (int i = 0; i < from.length; i++) {
            from[i] = candidates.get(i).eligible() ? from[i] : 0;
            missing[i] = Math.max(0, target.shares()[i] - from[i]);
        }
        BitSet all = new BitSet(from.length);
        all.set(0, from.length);
        new WaterFilling(from, target.bounds()).pour(1, all, missing, target.shares());
        double[] anyway = new double[from.length];
        Arrays.fill(anyway, 1);
        new WaterFilling(from, List.of()).pour(1, all, target.shares(), anyway);
        return from;
    }

    private List<Mover> movers(List<Candidate> candidates, List<ShareState> states, double[] from, Target target) {
        BitSet over = new BitSet();
        target.bounds().stream()
                .filter(bound -> bound.sum(from) > bound.max() + ALMOST)
                .forEach(bound -> over.or(bound.members()));
        List<Mover> movers = new ArrayList<>();
        for (int i = 0; i < from.length; i++) {
            Candidate candidate = candidates.get(i);
            movers.add(new Mover(
                    from[i],
                    target.shares()[i],
                    target.floors()[i],
                    candidate.standing(),
                    over.get(i) || from[i] > OVERLOADED * target.capacities()[i],
                    DestinationGuard.strained(candidate.view()),
                    states.get(i)));
        }
        return movers;
    }

    private Outcome nobody(List<Candidate> candidates, @Nullable Long begun) {
        List<Decision> decisions = new ArrayList<>();
        Map<String, ShareState> shares = new HashMap<>();
        for (Candidate each : candidates) {
            String refusal = each.standing() == Standing.REFUSED && each.refusal() != null ? each.refusal() : "";
            decisions.add(new Decision(
                    scope.key(),
                    each.provider().id(),
                    0,
                    0,
                    0,
                    each.view().health(),
                    Verdict.inputs(each),
                    Explain.clip(refusal)));
            shares.put(each.provider().id(), ShareState.at(0));
        }
        PlanFinding finding = new PlanFinding(
                PlanFinding.Kind.NO_ELIGIBLE_PROVIDER,
                scope.key(),
                scope.pool().id(),
                "no provider of pool %s may serve class %s; its requests are refused"
                        .formatted(scope.pool().id(), scope.key().requestClass()));
        return new Outcome(
                new Plan.Entry(scope.key(), true, List.of()),
                new KeyState(world.nowNanos(), Map.of(), begun),
                decisions,
                List.of(finding));
    }
}
