package dev.sluice.control.plan.step;

import dev.sluice.control.pooling.ProviderView;

/**
 * How much traffic that flees elsewhere may enter a provider in one step, so that an exodus does not break the place it
 * flees to.
 */
public final class DestinationGuard {
    /** An unstrained provider takes half as much again, or ten points where that is more. */
    private static final double GROWTH = 0.5;

    private static final double GROWTH_AT_LEAST = 0.10;

    /** A provider that is getting slower or worse under new load takes one point. */
    private static final double GROWTH_STRAINED = 0.01;

    /** Load this far above the usual is growth. */
    private static final double LOAD_GREW = 1.15;

    /** Marginal latency: attainment or success lost while load grew by more than noise. */
    private static final double QUALITY_LOST = 0.05;

    /** The scale of a minute. */
    private static final int LONG = 2;

    private DestinationGuard() {}

    public static boolean strained(ProviderView view) {
        boolean grew = view.usualPerSecond() > 0 && view.recentPerSecond() > LOAD_GREW * view.usualPerSecond();
        return grew && quality(view, 0) < quality(view, LONG) - QUALITY_LOST;
    }

    static double room(double share, boolean strained) {
        return strained ? GROWTH_STRAINED : Math.max(GROWTH * share, GROWTH_AT_LEAST);
    }

    private static double quality(ProviderView view, int scale) {
        return (1 - view.rates().get(scale).errorRate())
                * view.rates().get(scale).attainment();
    }
}
