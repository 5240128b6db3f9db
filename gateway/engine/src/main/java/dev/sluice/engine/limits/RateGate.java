package dev.sluice.engine.limits;

import dev.sluice.contract.snapshot.RateLimit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All rate limits that hold for one policy's requests, as far as one process keeps them. Shared between threads. */
public final class RateGate {
    /** Lets in everything. */
    public static final RateGate OPEN = new RateGate(List.of());

    private static final double NANOS_PER_SECOND = 1e9;

    private final Kept[] limits;

    RateGate(List<Kept> limits) {
        this.limits = limits.toArray(Kept[]::new);
    }

    /** What a request exceeds. @param waitNanos until one more may come */
    public record Excess(RateLimit limit, long waitNanos) {}

    /** A limit with this process's part of it. */
    record Kept(RateLimit limit, long periodNanos, long burst, ClientBuckets buckets) {

        /** Every process keeps an equal part. */
        static Kept part(RateLimit limit, int processes, ClientBuckets buckets) {
            return new Kept(
                    limit,
                    Math.max(1, Math.round(NANOS_PER_SECOND * processes / limit.requestsPerSecond())),
                    Math.max(1, limit.burst() / processes),
                    buckets);
        }

        SharedBucket bucket(String client, long nowNanos) {
            return buckets.of(limit.per() == RateLimit.Per.CLIENT ? client : "", nowNanos);
        }
    }

    /**
     * Counts a request if every limit has room for one; null where it is let in.
     *
     * @param client its name or address
     * @param count how many calls it makes; a batch is let in as a whole and keeps the next request waiting
     */
    public @Nullable Excess enter(String client, int count, long nowNanos) {
        for (Kept each : limits) {
            long wait = each.bucket(client, nowNanos).waitNanos(each.periodNanos, each.burst, nowNanos);
            if (wait > 0) {
                return new Excess(each.limit, wait);
            }
        }
        for (Kept each : limits) {
            each.bucket(client, nowNanos).take(count, each.periodNanos, nowNanos);
        }
        return null;
    }
}
