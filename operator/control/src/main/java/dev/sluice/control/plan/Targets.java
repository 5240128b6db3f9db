package dev.sluice.control.plan;

import dev.sluice.contract.plan.Plan;
import dev.sluice.contract.snapshot.Policy;
import dev.sluice.contract.snapshot.Provider;
import dev.sluice.control.account.QuotaStand;
import dev.sluice.control.plan.assess.Candidate;
import dev.sluice.control.plan.assess.World;
import dev.sluice.control.plan.fill.Bound;
import dev.sluice.control.plan.fill.Conflict;
import dev.sluice.control.plan.fill.Fill;
import dev.sluice.control.plan.fill.Percent;
import dev.sluice.control.plan.fill.Relaxation;
import dev.sluice.control.plan.step.ShareState;
import dev.sluice.control.plan.step.Standing;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Chooses where the shares of one key should go, before any damping. */
final class Targets {
    /** Utilities are compared down to this many times the intent's evenness; below it the pull is nil for any purpose. */
    private static final double DEEPEST = 20;

    private static final double TOLERANCE = 1e-6;

    private final List<Candidate> candidates;
    private final Situation situation;
    private final World world;
    private final Policy policy;
    private final List<Bound> bounds;
    private final double evenness;
    private final Exploration exploration;
    private final double[] newcomers;
    private final double[] capacities;
    private final double headroom;

    Targets(
            List<Candidate> candidates,
            Situation situation,
            World world,
            Policy policy,
            List<ShareState> states,
            List<Bound> bounds,
            double evenness) {
        this.candidates = candidates;
        this.situation = situation;
        this.world = world;
        this.policy = policy;
        this.bounds = bounds;
        this.evenness = evenness;
        this.exploration = new Exploration(candidates);
        this.headroom = isCalm() ? Fill.CALM_HEADROOM : Fill.HEADROOM;
        this.capacities = of(each -> world.capacityShare(each.provider(), policy, headroom));
        this.newcomers = Newcomers.limits(candidates, states, world.nowNanos());
    }

    /** Whether nobody is bad, no more is asked for than was, and nothing was refused: then less room is enough. */
    private boolean isCalm() {
        return situation == Situation.MEASURED
                && candidates.stream()
                        .filter(Candidate::eligible)
                        .allMatch(each -> !each.standing().leaving()
                                && !world.isDemandForeseen(each.provider())
                                && !world.measuredCapacity()
                                        .containsKey(each.provider().seller()));
    }

    /** Declared weights as far as the bounds let them hold: where shares begin. */
    double[] initial() {
        return declared(bounds);
    }

    /** Declared weights as far as {@code under} lets them hold. */
    double[] declared(List<Bound> under) {
        double[] declared = of(Candidate::declaredPpm);
        Arrays.setAll(declared, i -> declared[i] / Plan.WHOLE);
        double[] limits = of(candidate -> candidate.eligible() ? 1 : 0);
        return fill(of(Targets::weight), exploration.traces(), eligible(), declared, limits, limits, limits, under)
                .pour()
                .shares();
    }

    /** @param current shares in force, fractions */
    Target choose(double[] current) {
        int n = candidates.size();
        boolean measured = situation == Situation.MEASURED;
        double[] floors = measured ? exploration.floors() : exploration.traces();
        double[] hardLimits = new double[n];
        double[] limits = new double[n];
        double[] reserves = new double[n];
        BitSet held = eligible();
        for (int i = 0; i < n; i++) {
            Candidate candidate = candidates.get(i);
            boolean unbounded =
                    situation == Situation.ALL_BAD || candidate.standing().usable();
            hardLimits[i] = candidate.eligible() ? unbounded ? 1 : floors[i] : 0;
            double capacity = capacities[i];
            if (capacity < floors[i] && world.events(policy).capacityFactor(candidate.provider()) == 0) {
                // A closed provider keeps what every one does that may serve, and is not explored.
                capacity = Math.min(floors[i], Exploration.FLOOR_MIN);
                floors[i] = capacity;
            }
            capacity = Math.min(capacity, world.quotaShare(candidate.provider()));
            limits[i] = Math.min(hardLimits[i], Math.min(capacity, Math.max(floors[i], newcomers[i])));
            reserves[i] = candidate.answers() ? capacity : limits[i];
            if (measured && candidate.standing() != Standing.UNKNOWN) {
                held.clear(i);
            }
        }
        double[] pull = measured ? pullByUtility() : pullByCurrent(current);
        Fill fill = fill(pull, floors, held, current, limits, reserves, hardLimits, bounds);
        Fill.Filled chosen = fill.pour();
        double[] free = fill(pull, floors, held, current, hardLimits, hardLimits, hardLimits, List.of())
                .pour()
                .shares();
        List<Bound> widened = bounds.stream()
                .map(each -> new Bound(
                        each.label(), each.members(), each.min(), Math.max(each.max(), each.sum(chosen.shares()))))
                .toList();
        return new Target(
                chosen.shares(),
                free,
                capacities,
                floors,
                binding(chosen.shares(), free, limits),
                chosen.relaxations(),
                chosen.relaxations().stream().anyMatch(Relaxation::ofShares) ? Conflict.of(fill, chosen) : List.of(),
                widened);
    }

    private Fill fill(
            double[] pull,
            double[] floors,
            BitSet held,
            double[] current,
            double[] limits,
            double[] reserves,
            double[] hardLimits,
            List<Bound> under) {
        int[] priorities = candidates.stream().mapToInt(Candidate::priority).toArray();
        return new Fill(pull, floors, held, current, limits, reserves, hardLimits, priorities, under, headroom);
    }

    /** Declared weights among equals, the better the more. */
    private double[] pullByUtility() {
        double best = candidates.stream()
                .filter(each -> each.standing().usable())
                .mapToDouble(Candidate::utility)
                .max()
                .orElse(0);
        return of(each -> weight(each) * Math.exp(Math.max((each.utility() - best) / evenness, -DEEPEST)));
    }

    private double[] pullByCurrent(double[] current) {
        double[] pull = of(candidate -> weight(candidate) * Math.exp(-DEEPEST));
        Arrays.setAll(pull, i -> current[i] + pull[i]);
        return pull;
    }

    private static double weight(Candidate candidate) {
        return candidate.eligible() ? candidate.weight() : 0;
    }

    private BitSet eligible() {
        BitSet eligible = new BitSet(candidates.size());
        for (int i = 0; i < candidates.size(); i++) {
            eligible.set(i, candidates.get(i).eligible());
        }
        return eligible;
    }

    private @Nullable String[] binding(double[] shares, double[] free, double[] limits) {
        @Nullable String[] binding = new @Nullable String[shares.length];
        for (Bound bound : bounds) {
            double sum = bound.sum(shares);
            boolean full = sum > bound.max() - TOLERANCE;
            boolean scant = sum < bound.min() + TOLERANCE;
            for (int i = bound.members().nextSetBit(0);
                    (full || scant) && i >= 0;
                    i = bound.members().nextSetBit(i + 1)) {
                if (binding[i] == null && full && free[i] > shares[i] + TOLERANCE) {
                    binding[i] = "maximum %s of %s".formatted(Percent.of(bound.max()), bound.label());
                } else if (binding[i] == null && scant && free[i] < shares[i] - TOLERANCE) {
                    binding[i] = "minimum %s of %s".formatted(Percent.of(bound.min()), bound.label());
                }
            }
        }
        for (int i = 0; i < shares.length; i++) {
            if (binding[i] == null && free[i] > shares[i] + TOLERANCE && shares[i] > limits[i] - TOLERANCE) {
                binding[i] = newcomers[i] < capacities[i]
                        ? "new in the pool, at most " + Percent.of(newcomers[i])
                        : capacityWords(candidates.get(i).provider());
            }
        }
        return binding;
    }

    private String capacityWords(Provider provider) {
        QuotaStand quota = world.books().quotas().get(provider.seller());
        if (quota != null && world.quotaShare(provider) < world.capacityShare(provider, policy, headroom)) {
            return "quota leaves %.1f/s".formatted(quota.perSecond());
        }
        String events = world.events(policy).words(provider);
        String why = events.isEmpty() && world.isDemandForeseen(provider) ? "more demand foreseen" : events;
        return world.events(policy).capacityFactor(provider) == 0
                ? "no capacity, " + why
                : "capacity %.0f/s%s".formatted(world.capacity(provider), why.isEmpty() ? "" : ", " + why);
    }

    private double[] of(ToDoubleFunction<Candidate> value) {
        return candidates.stream().mapToDouble(value).toArray();
    }
}
