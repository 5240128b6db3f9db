package dev.sluice.engine.routing;

import dev.sluice.engine.limits.LearnedRate;
import dev.sluice.engine.limits.TokenBucket;
import dev.sluice.engine.model.CompiledProvider;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How many attempts sellers are sent per second, as quotas and Retry-After want it: a hard bound, whatever health, plan and panic
 * say; and what they are likely to take, as their refusals show. Each event loop keeps its part of what the process may send.
 * Buckets are kept by seller over all models, so that a change fills none.
 */
final class SellerLimits {
    /** No bound. */
    static final long NONE = -1;

    private static final double MILLI = 1_000;

    private final IntSupplier loops;
    private final Map<String, Limited> bySeller = new HashMap<>();
    private final Map<String, LearnedRate> learned = new HashMap<>();

    SellerLimits(IntSupplier loops) {
        this.loops = loops;
    }

    private static final class Limited {
        private final TokenBucket bucket;
        private double perSecond;

        Limited(double perSecond, long nowNanos) {
            this.perSecond = perSecond;
            bucket = new TokenBucket(perSecond, burst(perSecond), nowNanos);
        }

        Limited(Limited other) {
            perSecond = other.perSecond;
            bucket = other.bucket.copy();
        }

        void rate(double newPerSecond, long nowNanos) {
            if (newPerSecond != perSecond) {
                perSecond = newPerSecond;
                bucket.rate(newPerSecond, burst(newPerSecond), nowNanos);
            }
        }

        /** What comes in a second may come at once. */
        private static double burst(double perSecond) {
            return perSecond == 0 ? 0 : Math.max(1, perSecond);
        }
    }

    /** The same, apart from this. */
    SellerLimits copy() {
        SellerLimits copy = new SellerLimits(loops);
        bySeller.forEach((seller, limited) -> copy.bySeller.put(seller, new Limited(limited)));
        learned.forEach((seller, rate) -> copy.learned.put(seller, new LearnedRate(rate)));
        return copy;
    }

    /** A seller refused an attempt. @param retryAfterNanos what it asked for; 0 for nothing */
    void refused(CompiledProvider provider, long retryAfterNanos, long nowNanos) {
        learned.computeIfAbsent(provider.seller(), seller -> new LearnedRate(nowNanos))
                .refused(retryAfterNanos, nowNanos);
    }

    /** Whether it is likely to take one more: no bound, but a reason to ask another. */
    boolean hasRoom(CompiledProvider provider, long nowNanos) {
        LearnedRate rate = learned(provider, nowNanos);
        return rate == null || rate.hasRoom(nowNanos);
    }

    private @Nullable LearnedRate learned(CompiledProvider provider, long nowNanos) {
        LearnedRate rate = learned.isEmpty() ? null : learned.get(provider.seller());
        if (rate != null && rate.isOver(nowNanos)) {
            learned.remove(provider.seller());
            return null;
        }
        return rate;
    }

    boolean permits(Serving serving, CompiledProvider provider, long nowNanos) {
        LearnedRate rate = learned(provider, nowNanos);
        if (rate != null && rate.isPaused(nowNanos)) {
            return false;
        }
        Limited limited = of(serving, provider, nowNanos);
        return limited == null || limited.bucket.waitNanos(1, nowNanos) == 0;
    }

    /** Counts an attempt that was permitted. */
    void take(Serving serving, CompiledProvider provider, long nowNanos) {
        LearnedRate rate = learned(provider, nowNanos);
        if (rate != null) {
            rate.sent(nowNanos);
        }
        Limited limited = of(serving, provider, nowNanos);
        if (limited != null) {
            limited.bucket.tryTake(1, nowNanos);
        }
    }

    private @Nullable Limited of(Serving serving, CompiledProvider provider, long nowNanos) {
        long milli = serving.limitMilli(provider);
        if (milli == NONE) {
            return null;
        }
        double perSecond = milli / MILLI / Math.max(1, loops.getAsInt());
        Limited known = bySeller.get(provider.seller());
        if (known == null) {
            known = new Limited(perSecond, nowNanos);
            bySeller.put(provider.seller(), known);
        }
        known.rate(perSecond, nowNanos);
        return known;
    }

    /** Drops what is kept for sellers that a new model does not have. */
    void modelChanged(Serving serving) {
        Set<String> sellers =
                serving.model.providers().stream().map(CompiledProvider::seller).collect(Collectors.toSet());
        bySeller.keySet().retainAll(sellers);
        learned.keySet().retainAll(sellers);
    }
}
