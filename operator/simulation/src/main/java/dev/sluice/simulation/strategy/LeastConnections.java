package dev.sluice.simulation.strategy;

import java.util.random.RandomGenerator;

/** The one with the fewest requests under way; ties at random. */
final class LeastConnections implements Balancer {
    private final int[] pending;
    private final RandomGenerator random;

    LeastConnections(int sellers, RandomGenerator random) {
        pending = new int[sellers];
        this.random = random;
    }

    @Override
    public int pick(boolean[] open, long nowNanos) {
        int best = -1;
        int ties = 0;
        for (int i = 0; i < open.length; i++) {
            if (open[i] && (best < 0 || pending[i] < pending[best])) {
                best = i;
                ties = 1;
            } else if (open[i] && pending[i] == pending[best] && random.nextInt(++ties) == 0) {
                best = i;
            }
        }
        return best;
    }

    @Override
    public void began(int seller, long nowNanos) {
        pending[seller]++;
    }

    @Override
    public void answered(int seller, long tookNanos, long nowNanos) {
        pending[seller]--;
    }

    @Override
    public void failed(int seller, long tookNanos, long nowNanos) {
        pending[seller]--;
    }
}
