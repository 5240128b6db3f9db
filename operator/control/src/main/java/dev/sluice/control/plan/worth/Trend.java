package dev.sluice.control.plan.worth;

import dev.sluice.control.pooling.Rates;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Which of several fading speeds to believe: the longest that no shorter one contradicts beyond chance, so that a steady
 * provider is judged by minutes and a sudden failure or recovery by seconds (the idea of ADWIN; Bifet and Gavaldà, 2007).
 */
final class Trend {
    static final int LONGEST = 2;

    /** What is left where the others have nothing to say. */
    static final int MEMORY = 3;

    private static final double CONTRADICTION_SIGMAS = 3;

    /** A shorter scale with fewer events has nothing to say. */
    private static final double MIN_EVENTS = 5;

    /** What people would call the span most of the evidence lies in, by scale. */
    private static final List<Integer> LOOK_BACK_SECONDS = List.of(10, 30, 120, 900);

    private Trend() {}

    static int errorScale(List<Rates> rates) {
        return scale(rates, Rates::errorRate, Rates::judged);
    }

    static int attainmentScale(List<Rates> rates) {
        return scale(rates, Rates::attainment, Rates::timed);
    }

    static int lookBackSeconds(int scale) {
        return LOOK_BACK_SECONDS.get(scale);
    }

    private static int scale(List<Rates> rates, ToDoubleFunction<Rates> rate, ToDoubleFunction<Rates> count) {
        for (int scale = LONGEST; scale > 0; scale--) {
            Rates wide = rates.get(scale);
            boolean agreed = true;
            for (int shorter = 0; shorter < scale; shorter++) {
                Rates near = rates.get(shorter);
                agreed &= !differ(
                        rate.applyAsDouble(near),
                        count.applyAsDouble(near),
                        rate.applyAsDouble(wide),
                        count.applyAsDouble(wide));
            }
            if (agreed) {
                return scale;
            }
        }
        return 0;
    }

    /** Whether two proportions differ by more than chance; half an event keeps the deviation of 0 and 1 above zero. */
    private static boolean differ(double near, double nearCount, double wide, double wideCount) {
        if (nearCount < MIN_EVENTS) {
            return false;
        }
        double mean = (near * nearCount + wide * wideCount + 0.5) / (nearCount + wideCount + 1);
        double deviation = Math.sqrt(mean * (1 - mean) * (1 / nearCount + 1 / wideCount));
        return Math.abs(near - wide) > CONTRADICTION_SIGMAS * deviation;
    }
}
