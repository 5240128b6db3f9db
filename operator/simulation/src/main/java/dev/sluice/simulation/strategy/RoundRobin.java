package dev.sluice.simulation.strategy;

/** One after the other. */
final class RoundRobin implements Balancer {
    private int next;

    RoundRobin(int start) {
        next = start;
    }

    @Override
    public int pick(boolean[] open, long nowNanos) {
        while (true) {
            int seller = next++ % open.length;
            if (open[seller]) {
                return seller;
            }
        }
    }
}
