package dev.sluice.simulation.model;

/** A kind of trouble with a course in time. Times are nanoseconds since it began. */
public sealed interface Fault {

    /** What is wrong so long after the beginning. */
    Impairment at(long sinceNanos);

    /** The same all the time. */
    record Steady(Impairment impairment) implements Fault {
        @Override
        public Impairment at(long sinceNanos) {
            return impairment;
        }
    }

    /**
     * How regions usually go: answers get slower first, then a growing share fails, until all do.
     *
     * @param latencyRampNanos until {@code peakFactor} is reached
     * @param peakFactor on latency
     * @param errorRampNanos after that, until every request fails
     * @param status of the failures
     */
    record ProgressiveFailure(long latencyRampNanos, double peakFactor, long errorRampNanos, int status)
            implements Fault {
        @Override
        public Impairment at(long sinceNanos) {
            double slow = progress(sinceNanos, latencyRampNanos);
            double failing = progress(sinceNanos - latencyRampNanos, errorRampNanos);
            return Impairment.slower(1 + (peakFactor - 1) * slow)
                    .and(Impairment.errors((int) Math.round(Chance.WHOLE * failing), status));
        }
    }

    /** From all requests failing to none, and from slow to usual, in a straight line. */
    record Recovery(long rampNanos, double startFactor, int status) implements Fault {
        @Override
        public Impairment at(long sinceNanos) {
            double left = 1 - progress(sinceNanos, rampNanos);
            return Impairment.slower(1 + (startFactor - 1) * left)
                    .and(Impairment.errors((int) Math.round(Chance.WHOLE * left), status));
        }
    }

    /** Down for a part of every period, then up. */
    record Flapping(long periodNanos, long downNanos, Impairment down) implements Fault {
        @Override
        public Impairment at(long sinceNanos) {
            return Math.floorMod(sinceNanos, periodNanos) < downNanos ? down : Impairment.NONE;
        }
    }

    private static double progress(long sinceNanos, long lengthNanos) {
        if (sinceNanos <= 0) {
            return 0;
        }
        return sinceNanos >= lengthNanos ? 1 : (double) sinceNanos / lengthNanos;
    }
}
