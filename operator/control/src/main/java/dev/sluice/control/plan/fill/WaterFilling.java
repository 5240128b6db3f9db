package dev.sluice.control.plan.fill;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Raises shares together, each in proportion to its pull, until the whole is given out; who meets a limit of its own or of a
 * group stops there and the others go on. Limits hold exactly by construction. At most one round per limit.
 */
public final class WaterFilling {
    /** Far below a millionth. */
    private static final double EPSILON = 1e-9;

    private final double[] level;
    private final List<Bound> bounds;
    private double left;

    /** @param level filled in place, from where it stands; @param bounds whose maxima hold */
    public WaterFilling(double[] level, List<Bound> bounds) {
        this.level = level;
        this.bounds = bounds;
        this.left = 1 - Arrays.stream(level).sum();
    }

    /** What is not given out yet. */
    public double left() {
        return left;
    }

    /**
     * Gives out up to {@code amount} among {@code members}.
     *
     * @param pull at least 0; who pulls nothing gets nothing
     * @param limit highest level of each
     * @return what could not be given out of it
     */
    public double pour(double amount, BitSet members, double[] pull, double[] limit) {
        double rest = Math.min(amount, left);
        BitSet active = (BitSet) members.clone();
        while (rest > EPSILON) {
            freeze(active, pull, limit);
            if (active.isEmpty()) {
                break;
            }
            double rise = rise(rest, active, pull, limit);
            for (int i = active.nextSetBit(0); i >= 0; i = active.nextSetBit(i + 1)) {
                double step = pull[i] * rise;
                level[i] += step;
                rest -= step;
                left -= step;
            }
        }
        return Math.max(rest, 0);
    }

    private void freeze(BitSet active, double[] pull, double[] limit) {
        for (int i = active.nextSetBit(0); i >= 0; i = active.nextSetBit(i + 1)) {
            if (pull[i] <= 0 || limit[i] - level[i] <= EPSILON) {
                active.clear(i);
            }
        }
        for (Bound bound : bounds) {
            if (bound.max() - bound.sum(level) <= EPSILON) {
                active.andNot(bound.members());
            }
        }
    }

    /** How far all active can rise before the first limit. */
    private double rise(double rest, BitSet active, double[] pull, double[] limit) {
        double total = 0;
        double rise = Double.MAX_VALUE;
        for (int i = active.nextSetBit(0); i >= 0; i = active.nextSetBit(i + 1)) {
            total += pull[i];
            rise = Math.min(rise, (limit[i] - level[i]) / pull[i]);
        }
        for (Bound bound : bounds) {
            double pulled = 0;
            BitSet members = bound.members();
            for (int i = members.nextSetBit(0); i >= 0; i = members.nextSetBit(i + 1)) {
                pulled += active.get(i) ? pull[i] : 0;
            }
            if (pulled > 0) {
                rise = Math.min(rise, (bound.max() - bound.sum(level)) / pulled);
            }
        }
        return Math.min(rise, rest / total);
    }
}
