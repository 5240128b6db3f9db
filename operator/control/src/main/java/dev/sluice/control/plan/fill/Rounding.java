package dev.sluice.control.plan.fill;

import dev.sluice.contract.plan.Plan;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

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
        int[] order = IntStream.range(0, fractions.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -remainder[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        for (int n = 0; n < left; n++) {
            ppm[order[n % order.length]]++;
        }
        return ppm;
    }
}
