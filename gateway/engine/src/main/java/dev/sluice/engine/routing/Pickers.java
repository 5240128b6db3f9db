package dev.sluice.engine.routing;

import dev.sluice.contract.snapshot.Pool.LoadBalancer;
import dev.sluice.engine.model.CandidateSet;
import dev.sluice.engine.score.Place;
import java.util.random.RandomGenerator;

/** The ways to pick, one of each. Owned by one event loop. */
final class Pickers {
    private final Picker byShare;
    private final Picker[] byName = new Picker[LoadBalancer.values().length];

    Pickers(RandomGenerator random, AttemptCost cost, Place here) {
        WeightedDraw draw = new WeightedDraw(random);
        byShare = new ByShare(draw);
        for (LoadBalancer name : LoadBalancer.values()) {
            byName[name.ordinal()] = switch (name) {
                case PLAN_WEIGHTED_P2C, ROUND_ROBIN -> byShare;
                case LEAST_REQUEST -> new LeastRequest(draw);
                case FAILOVER -> new FirstInOrder();
                case CONSISTENT_HASH -> new ConsistentHash(byShare);
                case WEIGHTED_SCORE -> new WeightedScore(draw, new Contender(cost, here));
            };
        }
    }

    /** Where a plan's shares are to be kept, by them; else as the pool asks for it. */
    int pick(LoopView view, Exchange x, int[] sharesPpm, long nowNanos) {
        CandidateSet set = x.candidates();
        boolean planned = view.serving.plannedPpm(set, nowNanos) != null;
        Picker picker =
                planned ? byShare : byName[set.pool().pool().loadBalancer().ordinal()];
        return picker.pick(view, x, sharesPpm, nowNanos);
    }
}
