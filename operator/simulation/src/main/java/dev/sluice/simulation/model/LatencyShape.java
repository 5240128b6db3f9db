package dev.sluice.simulation.model;

/**
 * Latency of an unloaded provider: a log-normal body, and for a share of requests a longer tail.
 *
 * @param floorNanos never faster: the way there and back
 * @param medianNanos of the body, floor included
 * @param sigma of the body's logarithm: 0.1 is steady, 0.6 jittery
 * @param tailPpm share of requests in the tail
 * @param tailMedianNanos of the tail
 */
public record LatencyShape(long floorNanos, long medianNanos, double sigma, int tailPpm, long tailMedianNanos) {

    /** Answers at once, which none does: for where something else is measured. */
    public static final LatencyShape IMMEDIATE = new LatencyShape(0, 1, 0, 0, 0);

    private static final double TAIL_SIGMA = 0.5;

    public LatencyShape {
        if (floorNanos < 0 || medianNanos <= floorNanos || sigma < 0 || tailPpm < 0 || tailPpm > Chance.WHOLE) {
            throw new IllegalArgumentException("no latency has this shape: floor " + floorNanos + ", median "
                    + medianNanos + ", sigma " + sigma + ", tail " + tailPpm);
        }
    }

    /** In milliseconds, with the floor at 60 % of the median. */
    public static LatencyShape ofMillis(double median, double sigma, int tailPpm, double tailMedian) {
        long nanos = Math.round(median * 1e6);
        return new LatencyShape(nanos * 6 / 10, nanos, sigma, tailPpm, Math.round(tailMedian * 1e6));
    }

    /**
     * @param normal standard normal
     * @param tail uniform in [0, 1): whether this request is in the tail
     * @param work units; more work stretches what is above the floor, with the square root since it runs in parallel
     */
    long sampleNanos(double normal, double tail, int work) {
        double body = (medianNanos - floorNanos) * Math.exp(sigma * normal);
        if (tail * Chance.WHOLE < tailPpm) {
            body += tailMedianNanos * Math.exp(TAIL_SIGMA * normal);
        }
        return floorNanos + (long) (body * Math.sqrt(work));
    }
}
