package dev.sluice.contract.snapshot;

import java.util.List;

/**
 * @param attempts retries after the first attempt, at least 0
 * @param perTryNanos bound of one attempt; 0 means only the request's timeout bounds it
 * @param backoffNanos wait before a retry; 0 for none
 * @param codes answers that are retried besides connection faults, e.g. 502, 503, 504
 */
public record Retry(int attempts, long perTryNanos, long backoffNanos, List<Integer> codes) {
    public static final Retry DEFAULT = new Retry(1, 0, 0, List.of(502, 503, 504));

    public Retry {
        codes = List.copyOf(codes);
        if (attempts < 0) {
            throw new IllegalArgumentException("attempts must be at least 0");
        }
    }
}
