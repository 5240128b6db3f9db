package dev.sluice.control.plan.fill;

import java.util.BitSet;

/**
 * A bound on the sum of some members' shares.
 *
 * @param label as people read it, e.g. {@code organization lava}
 * @param members indices in the pool
 * @param min fraction, 0 for none
 * @param max fraction, 1 for none
 */
public record Bound(String label, BitSet members, double min, double max) {
    /** {@code minimum 5 % of class Edge}, or what else of it is asked. */
    String words() {
        String most = "maximum " + Percent.of(max);
        String least = "minimum " + Percent.of(min);
        return (min <= 0 ? most : max >= 1 ? least : min == max ? Percent.of(min) : least + " and " + most) + " of "
                + label;
    }

    public double sum(double[] shares) {
        double sum = 0;
        for (int i = members.nextSetBit(0); i >= 0; i = members.nextSetBit(i + 1)) {
            sum += shares[i];
        }
        return sum;
    }
}
