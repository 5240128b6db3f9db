package dev.sluice.engine.routing;

import dev.sluice.contract.snapshot.Pool;
import java.util.random.RandomGenerator;

/** Which of the candidates left serves an attempt: what a pool's {@code loadBalancer} names. Owned by one event loop. */
interface Picker {

    /**
     * @param sharesPpm by candidate: 0 for who is out, at least one above
     * @return the candidate's index
     */
    int pick(LoopView view, Exchange x, int[] sharesPpm);

    /** By the ordinal of {@link Pool.LoadBalancer}. */
    static Picker[] all(RandomGenerator random) {
        WeightedDraw draw = new WeightedDraw(random);
        Pool.LoadBalancer[] names = Pool.LoadBalancer.values();
        Picker[] pickers = new Picker[names.length];
        for (Pool.LoadBalancer name : names) {
            pickers[name.ordinal()] = switch (name) {
                case PLAN_WEIGHTED_P2C, ROUND_ROBIN -> new ByShare(draw);
                case LEAST_REQUEST -> new LeastRequest(draw);
                case FAILOVER -> new FirstInOrder();
                case CONSISTENT_HASH -> Picker::unserved;
            };
        }
        return pickers;
    }

    /** No such pool is compiled, since nothing says yet what is to be hashed. */
    private static int unserved(LoopView view, Exchange x, int[] sharesPpm) {
        throw new IllegalStateException("a pool was compiled whose load balancer is not served");
    }
}
