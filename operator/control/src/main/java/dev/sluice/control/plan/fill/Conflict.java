package dev.sluice.control.plan.fill;

import java.util.ArrayList;
import java.util.List;

/**
 * Which bounds on shares cannot hold together: left out one after the other, those without which all the rest would hold are the
 * conflict (the deletion filter of Chinneck and Dravnieks, ORSA Journal on Computing 3(2), 1991). None of them can be spared: if any
 * one is given up, the others hold.
 */
public final class Conflict {
    private static final double TOLERANCE = 1e-6;

    private Conflict() {}

    /**
     * @param fill in which a bound on shares gave way
     * @param filled what it came to
     * @return as people read them, in order of precedence; what providers can take comes last, where it matters
     */
    public static List<String> of(Fill fill, Fill.Filled filled) {
        List<Bound> tight = tight(fill, filled);
        List<Bound> kept = fill.under(tight).isInConflict() ? tight : fill.bounds();
        boolean capacity = !fill.withoutCapacity().under(kept).isInConflict();
        Fill judged = capacity ? fill : fill.withoutCapacity();
        for (Bound each : List.copyOf(kept)) {
            List<Bound> rest = new ArrayList<>(kept);
            rest.remove(each);
            if (judged.under(rest).isInConflict()) {
                kept = rest;
            }
        }
        List<String> words = new ArrayList<>(kept.stream().map(Bound::words).toList());
        if (capacity) {
            words.add("what its providers can take");
        }
        return words;
    }

    /** Bounds that nothing presses against play no part; there may be many of them. */
    private static List<Bound> tight(Fill fill, Fill.Filled filled) {
        List<Bound> tight = new ArrayList<>();
        for (Bound bound : fill.bounds()) {
            double sum = bound.sum(filled.shares());
            if (sum > bound.max() - TOLERANCE || bound.min() > 0 && sum < bound.min() + TOLERANCE) {
                tight.add(bound);
            }
        }
        return tight;
    }
}
