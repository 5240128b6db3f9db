package dev.sluice.control.plan.step;

import dev.sluice.control.plan.fill.Bound;
import dev.sluice.control.plan.fill.WaterFilling;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * One bounded step from the shares in force towards the target. Each share says how far it may fall and rise; what falls is
 * poured into what may rise, within the target's own bounds, and what finds no place stays where it was. Traffic that must leave
 * a provider may enter others at once, guarded; everything else waits until it was wanted for long enough.
 */
public final class DampedStep {
    /** So little of a bad provider's fall is given back before all of the others' is. */
    private static final double LAST = 1e-6;

    private DampedStep() {}

    /** @return fractions that sum to one */
    public static double[] take(List<Mover> movers, List<Bound> bounds, StepLimits limits, long nowNanos) {
        int n = movers.size();
        double[] fall = new double[n];
        double[] rise = new double[n];
        Arrays.setAll(fall, i -> movers.get(i).fall(limits, nowNanos));
        Arrays.setAll(rise, i -> movers.get(i).comeBack(limits, nowNanos));

        double forced = sum(movers, fall, Mover::mustLeave);
        double optional = sum(movers, fall, mover -> !mover.mustLeave());
        double returning = Arrays.stream(rise).sum();
        if (optional > returning) {
            scale(movers, fall, mover -> !mover.mustLeave(), returning / optional);
        } else if (returning > optional + forced) {
            makeRoom(movers, fall, returning - optional - forced);
        }
        keepVelocity(movers, fall, limits.velocity() / 2);
        openRefuges(movers, rise, sum(movers, fall, Mover::mustLeave), nowNanos);
        return pour(movers, fall, rise, bounds);
    }

    /** Floors are filled even from shares so near their target that they would not move of themselves. */
    private static void makeRoom(List<Mover> movers, double[] fall, double needed) {
        double[] spare = new double[fall.length];
        Arrays.setAll(spare, i -> fall[i] > 0 ? 0 : Math.max(0, -movers.get(i).gap()));
        double available = Arrays.stream(spare).sum();
        double part = available > 0 ? Math.min(1, needed / available) : 0;
        for (int i = 0; i < fall.length; i++) {
            fall[i] += spare[i] * part;
        }
    }

    /** What need not leave gives way to what must. */
    private static void keepVelocity(List<Mover> movers, double[] fall, double most) {
        double forced = sum(movers, fall, Mover::mustLeave);
        double optional = sum(movers, fall, mover -> !mover.mustLeave());
        if (forced + optional > most) {
            scale(movers, fall, Mover::mustLeave, forced > most ? most / forced : 1);
            scale(movers, fall, mover -> !mover.mustLeave(), Math.max(0, most - forced) / Math.max(optional, LAST));
        }
    }

    /** Those that cool down or suffer come last, and only if the others have no room for all of it. */
    private static void openRefuges(List<Mover> movers, double[] rise, double exodus, long nowNanos) {
        double[] room = new double[rise.length];
        Arrays.setAll(room, i -> movers.get(i).takeIn(true, nowNanos));
        if (Arrays.stream(room).sum() < exodus) {
            Arrays.setAll(room, i -> movers.get(i).takeIn(false, nowNanos));
        }
        if (exodus > 0) {
            Arrays.setAll(rise, i -> Math.max(rise[i], room[i]));
        }
    }

    private static double[] pour(List<Mover> movers, double[] fall, double[] rise, List<Bound> bounds) {
        int n = movers.size();
        double[] level = new double[n];
        double[] most = new double[n];
        double[] stay = new double[n];
        double[] giveBack = new double[n];
        Arrays.setAll(level, i -> movers.get(i).from() - fall[i]);
        Arrays.setAll(most, i -> movers.get(i).from() + rise[i]);
        Arrays.setAll(stay, i -> movers.get(i).from());
        Arrays.setAll(giveBack, i -> fall[i] * (movers.get(i).standing().bad() ? LAST : 1));
        BitSet all = new BitSet(n);
        all.set(0, n);
        WaterFilling water = new WaterFilling(level, bounds);
        water.pour(1, all, rise, most);
        water.pour(1, all, giveBack, stay);
        // Where groups overlap, what could not be placed goes back even over a bound: it stood there before.
        new WaterFilling(level, List.of()).pour(1, all, fall, stay);
        return level;
    }

    private static double sum(List<Mover> movers, double[] of, Predicate<Mover> which) {
        return IntStream.range(0, of.length)
                .filter(i -> which.test(movers.get(i)))
                .mapToDouble(i -> of[i])
                .sum();
    }

    private static void scale(List<Mover> movers, double[] what, Predicate<Mover> which, double factor) {
        for (int i = 0; i < what.length; i++) {
            if (which.test(movers.get(i))) {
                what[i] *= factor;
            }
        }
    }
}
