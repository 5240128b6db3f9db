package dev.sluice.control.plan.fill;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Who wants how much of a key's traffic and what limits it, filled in the order of what must hold: exploration, minima, what
 * nobody knows enough about to move, then by pull, priority by priority. What is left after that goes to those that are bad
 * but still answer, and then has to break a soft bound: the headroom of capacity first, then maxima, then capacity.
 *
 * @param pull how much each draws
 * @param floor exploration
 * @param held members too little is known of to move
 * @param current share of each, which the held ones keep
 * @param limit highest share by health and capacity
 * @param reserve the same with those that are bad but still answer: they serve before a maximum gives way
 * @param hardLimit highest share by law and health alone: capacity lifted
 * @param priority lower is filled first
 * @param bounds soft bounds on groups, in order of precedence
 * @param headroom part of their capacity that members are planned to take, which the limits hold
 */
public record Fill(
        double[] pull,
        double[] floor,
        BitSet held,
        double[] current,
        double[] limit,
        double[] reserve,
        double[] hardLimit,
        int[] priority,
        List<Bound> bounds,
        double headroom) {

    /** @param shares that sum to one if any member may serve; @param relaxations what gave way */
    public record Filled(double[] shares, List<Relaxation> relaxations) {}

    /** Part of its stated capacity a provider is planned to take. */
    public static final double HEADROOM = 0.75;

    /** The same while nothing happens. */
    public static final double CALM_HEADROOM = 0.8;

    private static final double TOLERANCE = 1e-6;

    public Filled pour() {
        int n = pull.length;
        double[] level = new double[n];
        List<Relaxation> relaxations = new ArrayList<>();
        BitSet all = new BitSet(n);
        all.set(0, n);
        WaterFilling water = new WaterFilling(level, bounds);

        double floors = Arrays.stream(floor).sum();
        double unexplored = water.pour(floors, all, floor, least(floor, limit));
        if (unexplored > TOLERANCE) {
            relaxations.add(new Relaxation(Relaxation.Order.EXPLORATION, "all", floors, floors - unexplored));
        }
        for (Bound bound : bounds) {
            double missing = bound.min() - bound.sum(level);
            if (missing > 0) {
                water.pour(missing, bound.members(), pull, limit);
                double reached = bound.sum(level);
                if (bound.min() - reached > TOLERANCE) {
                    relaxations.add(new Relaxation(Relaxation.Order.MINIMUM, bound.label(), bound.min(), reached));
                }
            }
        }
        double[] kept = least(current, limit);
        water.pour(1, held, rooms(kept, level), kept);

        double[] moving = limit.clone();
        held.stream().forEach(i -> moving[i] = level[i]);
        byPriority(water, moving);
        byPriority(water, limit);
        if (water.left() > TOLERANCE) {
            overflow(water, level, relaxations);
        }
        return new Filled(level, relaxations);
    }

    /** The same with other bounds. */
    Fill under(List<Bound> others) {
        return new Fill(pull, floor, held, current, limit, reserve, hardLimit, priority, others, headroom);
    }

    /** The same where providers take any load. */
    Fill withoutCapacity() {
        return new Fill(pull, floor, held, current, hardLimit, hardLimit, hardLimit, priority, bounds, headroom);
    }

    /** Whether a bound on shares has to give way. */
    boolean isInConflict() {
        return pour().relaxations().stream().anyMatch(Relaxation::ofShares);
    }

    /** Headroom goes before a maximum, a maximum before a provider's capacity, and then all bear the excess by what they can take. */
    private void overflow(WaterFilling water, double[] level, List<Relaxation> relaxations) {
        double[] full = limit.clone();
        Arrays.setAll(full, i -> Math.min(hardLimit[i], limit[i] / headroom));
        byPriority(water, full);
        byPriority(water, reserve);
        WaterFilling unbounded = new WaterFilling(level, List.of());
        byPriority(unbounded, full);
        if (unbounded.left() > TOLERANCE) {
            double[] capacity = full.clone();
            Arrays.setAll(capacity, i -> hardLimit[i] > full[i] ? full[i] : 0);
            BitSet all = new BitSet();
            all.set(0, level.length);
            unbounded.pour(1, all, capacity, hardLimit);
            relaxations.add(new Relaxation(Relaxation.Order.CAPACITY, "its providers", 1, 1));
        }
        for (Bound bound : bounds) {
            double reached = bound.sum(level);
            if (reached - bound.max() > TOLERANCE) {
                relaxations.add(new Relaxation(Relaxation.Order.MAXIMUM, bound.label(), bound.max(), reached));
            }
        }
    }

    private void byPriority(WaterFilling water, double[] limits) {
        for (int tier : Arrays.stream(priority).sorted().distinct().toArray()) {
            BitSet members = new BitSet();
            for (int i = 0; i < priority.length; i++) {
                members.set(i, priority[i] == tier);
            }
            water.pour(1, members, pull, limits);
        }
    }

    private static double[] least(double[] a, double[] b) {
        double[] least = new double[a.length];
        Arrays.setAll(least, i -> Math.min(a[i], b[i]));
        return least;
    }

    private static double[] rooms(double[] limits, double[] from) {
        double[] rooms = new double[limits.length];
        Arrays.setAll(rooms, i -> Math.max(0, limits[i] - from[i]));
        return rooms;
    }
}
