package dev.sluice.control.forecast;

import java.util.List;

/**
 * What fails together: what most endpoints of a region show, the others are expected to show next.
 */
public final class Neighbourhood {
    /** Good answers lost that make a neighbour a warning. */
    private static final double WARNING = 0.1;

    /** Of what the failing ones lost, so much is expected of the others. */
    private static final double PASSED_ON = 0.5;

    private static final int FEWEST = 2;

    private Neighbourhood() {}

    /**
     * Part of good answers each is expected to lose.
     *
     * @param domains failure domain of each
     * @param losses part of good answers each has lost, NaN where unknown
     */
    public static double[] expected(List<String> domains, double[] losses) {
        double[] expected = new double[losses.length];
        for (int i = 0; i < losses.length; i++) {
            int others = 0;
            int failing = 0;
            double lost = 0;
            for (int other = 0; other < losses.length; other++) {
                if (other != i && domains.get(other).equals(domains.get(i)) && !Double.isNaN(losses[other])) {
                    others++;
                    if (losses[other] > WARNING) {
                        failing++;
                        lost += losses[other];
                    }
                }
            }
            boolean warned = failing >= FEWEST && 2 * failing > others;
            expected[i] = warned ? PASSED_ON * lost / failing : 0;
        }
        return expected;
    }
}
