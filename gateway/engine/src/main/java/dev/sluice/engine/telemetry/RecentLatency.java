package dev.sluice.engine.telemetry;

/**
 * How long the newest answers took, as far as it matters for calling the next one late: exact to 6 % between {@link
 * #FLOOR_NANOS} and {@link #CEILING_NANOS}, and clamped to them. Older answers fade as new ones come, not with time. Owned
 * by one event loop; allocates nothing after it is made.
 */
public final class RecentLatency {
    public static final long FLOOR_NANOS = 100_000_000L;
    public static final long CEILING_NANOS = 2_000_000_000L;

    /** Fewer say nothing about a quantile near the end. */
    static final int MIN_SAMPLES = 50;

    private static final int FADE_AT = 1_000;

    /** Bits of a double's mantissa that number the steps between two powers of two. */
    private static final int STEP_BITS = 4;

    private static final int MANTISSA_BITS = 52;
    private static final long ONE = Double.doubleToRawLongBits(1) >>> MANTISSA_BITS - STEP_BITS;

    /** The first counts everything under the floor, the last everything over the ceiling. */
    private final int[] counts = new int[bucket(CEILING_NANOS) + 1];

    private int total;

    public void add(long nanos) {
        counts[bucket(nanos)]++;
        if (++total >= FADE_AT) {
            total = 0;
            for (int i = 0; i < counts.length; i++) {
                counts[i] /= 2;
                total += counts[i];
            }
        }
    }

    /** Within floor and ceiling; -1 while there are too few answers to say. */
    public long quantileNanos(int ppm) {
        if (total < MIN_SAMPLES) {
            return -1;
        }
        long left = (long) Math.ceil(total * (ppm / 1e6));
        int i = 0;
        for (left -= counts[0]; left > 0 && i < counts.length - 1; left -= counts[i]) {
            i++;
        }
        return Math.min(CEILING_NANOS, upperNanos(i));
    }

    /** The ratio to the floor as a double: its exponent and first bits are the logarithm, coarsely, for nothing. */
    private static int bucket(long nanos) {
        if (nanos < FLOOR_NANOS) {
            return 0;
        }
        double ratio = (double) Math.min(nanos, CEILING_NANOS) / FLOOR_NANOS;
        return (int) ((Double.doubleToRawLongBits(ratio) >>> MANTISSA_BITS - STEP_BITS) - ONE) + 1;
    }

    private static long upperNanos(int bucket) {
        return (long) (FLOOR_NANOS * Double.longBitsToDouble(ONE + bucket << MANTISSA_BITS - STEP_BITS));
    }
}
