package dev.sluice.control.plan.fill;

import dev.sluice.contract.plan.Plan;
import java.util.Arrays;

/** Fractions to millionths by largest remainder: the sum is exact and nobody is off by a whole millionth. */
public final class Rounding {
    private Rounding() {}

    /** @param fractions at least 0, with a positive sum; scaled to one. Equal remainders go to the earlier. */
    public static int[] toPpm(double[] fractions) {
        double sum = Arrays.stream(fractions).sum();
        if (!(sum > 0) || Double.isInfinite(sum)) {
            throw new IllegalArgumentException("fractions sum to " + sum);
        }
        int[] ppm = new int[fractions.length];
        double[] remainder = new double[fractions.length];
        int left = Plan.WHOLE;
        for (int i = 0; i < fractions.length; i++) {
            double exact = fractions[i] / sum * Plan.WHOLE;
            ppm[i] = (int) exact;
            remainder[i] = exact - ppm[i];
            left -= ppm[i];
        }
        handOut(left, remainder, ppm);
        return ppm;
    }

    /** One to each of the largest remainders; sorting a copy finds the smallest of these. @param left less than there are */
    private static void handOut(int left, double[] remainder, int[] ppm) {
        if (left <= 0) {
            return;
        }
        double[] sorted = remainder.clone();
        Arrays.sort(sorted);
        double smallest = sorted[sorted.length - left];
        int rest = left;
        for (int i = 0; i < ppm.length; i++) {
            if (remainder[i] > smallest) {
                ppm[i]++;
                rest--;
            }
        }
        for (int i = 0; i < ppm.length && rest > 0; i++) {
            if (remainder[i] == smallest) {
                ppm[i]++;
                rest--;
            }
        }
    }
}
