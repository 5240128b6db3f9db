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
 */
public record Plan(String gateway, long epoch, long revision, long ttlNanos, List<Entry> entries) {

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
    }
}
