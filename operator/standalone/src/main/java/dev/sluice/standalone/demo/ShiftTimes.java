package dev.sluice.standalone.demo;

import java.util.OptionalDouble;

/**
 * How long traffic took to leave a provider that began to fail, and to return after it recovered. Fed with its share,
 * oldest first; times are nanoseconds of one clock.
 *
 * <pre>
 * share  ──────╮                     ╭────  usual
 *              ╰╮                 ╭──╯      back: at {@link #BACK} of the usual share
 *               ╰──────────────╮──╯         away: under {@link #AWAY} of the usual share
 *              fails        recovers
 * </pre>
 */
final class ShiftTimes {
    /** Parts of the usual share. */
    static final double AWAY = 0.25;

    static final double BACK = 0.75;
    private static final double SMOOTHING = 0.3;
    private static final double NANOS = 1e9;

    private double usual;
    private long failedNanos;
    private long recoveredNanos;
    private boolean failed;
    private boolean recovered;
    private OptionalDouble awaySeconds = OptionalDouble.empty();
    private OptionalDouble backSeconds = OptionalDouble.empty();

    /** May be told again with the same moment. */
    void fails(long atNanos) {
        failed = true;
        failedNanos = atNanos;
    }

    /** May be told again with the same moment. */
    void recovers(long atNanos) {
        recovered = true;
        recoveredNanos = atNanos;
    }

    /**
     * @param share of requests that it really got, from 0 to 1; NaN, which says nothing, without traffic
     * @param planned share, which before the failure is the usual one; NaN without a plan
     */
    void share(long nowNanos, double share, double planned) {
        if (!failed && !Double.isNaN(planned)) {
            usual = usual == 0 ? planned : usual + SMOOTHING * (planned - usual);
        } else if (failed && awaySeconds.isEmpty() && share < AWAY * usual) {
            awaySeconds = OptionalDouble.of((nowNanos - failedNanos) / NANOS);
        } else if (recovered && backSeconds.isEmpty() && share >= BACK * usual) {
            backSeconds = OptionalDouble.of((nowNanos - recoveredNanos) / NANOS);
        }
    }

    /** Planned share before it failed. */
    double usual() {
        return usual;
    }

    OptionalDouble awaySeconds() {
        return awaySeconds;
    }

    OptionalDouble backSeconds() {
        return backSeconds;
    }
}
