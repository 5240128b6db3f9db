package dev.sluice.control.plan.step;

import org.jspecify.annotations.Nullable;

/**
 * A provider's share and its timers; null where one is not running.
 *
 * @param ppm in force
 * @param riseSinceNanos more was wanted without a break since
 * @param fallSinceNanos less was wanted without a break since
 * @param badFallNanos when it last fell for being bad
 */
public record ShareState(
        int ppm,
        @Nullable Long riseSinceNanos,
        @Nullable Long fallSinceNanos,
        @Nullable Long badFallNanos) {

    public static ShareState at(int ppm) {
        return new ShareState(ppm, null, null, null);
    }
}
