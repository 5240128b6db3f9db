package dev.sluice.control.pooling;

/**
 * How surprising it is that something that used to come has not come yet (Hayashibara et al., The φ accrual failure detector,
 * SRDS 2004): {@code φ = −log10(1 − F(t))}, F the normal distribution of past intervals.
 *
 * @param meanNanos of intervals, fading
 * @param variance of intervals in square nanoseconds, fading
 * @param lastNanos when it came last
 * @param seen how often it came
 */
public record PhiAccrual(double meanNanos, double variance, long lastNanos, int seen) {
    public static final PhiAccrual NONE = new PhiAccrual(0, 0, 0, 0);

    /** From here on it is taken for gone: once in a hundred million intervals by chance. */
    public static final double GONE = 8;

    private static final double NEW = 0.1;

    /** Regular intervals are not trusted beyond this part of their mean. */
    private static final double LEAST_DEVIATION = 0.25;

    private static final int FEWEST = 5;

    /** φ where the normal distribution has no digits left. */
    private static final double MOST = 300;

    /** It came. */
    public PhiAccrual then(long nowNanos) {
        if (seen == 0) {
            return new PhiAccrual(0, 0, nowNanos, 1);
        }
        double interval = nowNanos - lastNanos;
        double weight = Math.max(NEW, 1.0 / seen);
        double apart = interval - meanNanos;
        double mean = meanNanos + weight * apart;
        return new PhiAccrual(mean, (1 - weight) * (variance + weight * apart * apart), nowNanos, seen + 1);
    }

    /** It was not waited for until now. */
    public PhiAccrual resumed(long nowNanos) {
        return new PhiAccrual(meanNanos, variance, nowNanos, seen);
    }

    /** 0 while too little is known. */
    public double phi(long nowNanos) {
        if (seen < FEWEST) {
            return 0;
        }
        double deviation = Math.max(Math.sqrt(variance), LEAST_DEVIATION * meanNanos);
        double y = (nowNanos - lastNanos - meanNanos) / deviation;
        // The logistic approximation of the normal distribution that is good to 10^-4.
        double odds = Math.exp(-y * (1.5976 + 0.070566 * y * y));
        double later = y > 0 ? odds / (1 + odds) : 1 - 1 / (1 + odds);
        return later <= 0 ? MOST : Math.min(MOST, -Math.log10(later));
    }

    public boolean gone(long nowNanos) {
        return phi(nowNanos) >= GONE;
    }
}
