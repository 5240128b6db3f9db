package dev.sluice.contract.plan;

import java.util.List;

/**
 * Shares in force. Its age is counted by the gateway from receipt, so clocks need not agree.
 *
 * @param gateway {@code namespace/name}
 * @param epoch with {@code revision}, newer wins
 * @param revision grows within an epoch
 * @param ttlNanos after which it is not followed any more
 * @param entries by policy, pool and request class
 * @param refusals of parts of classes, where a budget cannot be kept otherwise
 * @param limits of what sellers are sent by one gateway process; they hold after the TTL, too
 * @param processes that serve the Gateway and share what is limited over all of them; they count after the TTL, too
 */
public record Plan(
        String gateway,
        long epoch,
        long revision,
        long ttlNanos,
        List<Entry> entries,
        List<Refusal> refusals,
        List<Limit> limits,
        Integer processes) {

    /** Shares are millionths of first attempts. */
    public static final int WHOLE = 1_000_000;

    /**
     * @param key what it is for
     * @param refuse whether these requests are answered 503 because hard and soft bounds cannot be met
     * @param shares sum to {@link #WHOLE}, or empty where declared weights hold
     */
    public record Entry(PlanKey key, boolean refuse, List<Share> shares) {
        public Entry {
            shares = List.copyOf(shares);
            long sum = shares.stream().mapToLong(Share::ppm).sum();
            if (!shares.isEmpty() && sum != WHOLE) {
                throw new IllegalArgumentException("shares of " + key + " sum to " + sum + " instead of " + WHOLE);
            }
        }
    }

    /** @param ppm part of the key's requests that is answered 503 */
    public record Refusal(PlanKey key, int ppm) {
        public Refusal {
            if (ppm < 0 || ppm > WHOLE) {
                throw new IllegalArgumentException("refused part of " + key + " is " + ppm);
            }
        }
    }

    /**
     * Most attempts at a seller, whatever the chain, policy or class.
     *
     * @param seller {@code namespace/name}
     * @param milliPerSecond thousandths of a request per second; 0 for none at all
     */
    public record Limit(String seller, long milliPerSecond) {
        public Limit {
            if (milliPerSecond < 0) {
                throw new IllegalArgumentException("limit of " + seller + " is " + milliPerSecond);
            }
        }
    }

    /** @param provider id; @param ppm share of first attempts */
    public record Share(String provider, int ppm) {
        public Share {
            if (ppm < 0 || ppm > WHOLE) {
                throw new IllegalArgumentException("share of " + provider + " is " + ppm);
            }
        }
    }

    public Plan {
        entries = List.copyOf(entries);
        refusals = refusals == null ? List.of() : List.copyOf(refusals);
        limits = limits == null ? List.of() : List.copyOf(limits);
        // An earlier operator does not count them.
        processes = processes == null ? 1 : Math.max(1, processes);
    }

    /** For one process. */
    public Plan(
            String gateway,
            long epoch,
            long revision,
            long ttlNanos,
            List<Entry> entries,
            List<Refusal> refusals,
            List<Limit> limits) {
        this(gateway, epoch, revision, ttlNanos, entries, refusals, limits, 1);
    }

    /** Without refusals and limits. */
    public Plan(String gateway, long epoch, long revision, long ttlNanos, List<Entry> entries) {
        this(gateway, epoch, revision, ttlNanos, entries, List.of(), List.of());
    }
}
