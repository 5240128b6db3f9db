package dev.sluice.contract.observation;

/**
 * Latencies of one window of {@link #LENGTH_NANOS} since the process started.
 *
 * @param number of the window since the start
 * @param count of values
 * @param sketch DDSketch with 1 % relative accuracy over nanoseconds, in its library's binary form
 */
public record LatencyWindow(long number, long count, byte[] sketch) {
    public static final long LENGTH_NANOS = 2_000_000_000L;

    /** Windows kept for readers that come late. */
    public static final int KEPT = 15;
}
