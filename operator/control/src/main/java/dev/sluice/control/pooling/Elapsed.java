package dev.sluice.control.pooling;

/**
 * Time between two readings of a process, and what it leaves of what was known: the same for all that was read together.
 *
 * @param seconds of it
 * @param keep part of older counts that is left, by scale
 * @param gain part of counts spread evenly over these seconds that is left at their end, by scale
 */
record Elapsed(double seconds, double[] keep, double[] gain) {
    static Elapsed of(double seconds) {
        double[] keep = new double[Scales.COUNT];
        double[] gain = new double[Scales.COUNT];
        for (int scale = 0; scale < Scales.COUNT; scale++) {
            double rate = Math.log(2) / Scales.HALF_LIVES_SECONDS.get(scale);
            keep[scale] = Math.exp(-rate * seconds);
            gain[scale] = (1 - keep[scale]) / (rate * seconds);
        }
        return new Elapsed(seconds, keep, gain);
    }
}
