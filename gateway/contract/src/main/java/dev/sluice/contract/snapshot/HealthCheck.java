package dev.sluice.contract.snapshot;

/**
 * An active probe, sent only where no real answer came within the interval.
 *
 * @param kind what is asked
 * @param intervalNanos between probes
 * @param timeoutNanos until a probe has failed
 * @param unhealthyThreshold failures in a row that make it unhealthy
 * @param healthyThreshold successes in a row that make it healthy
 * @param subject the JSON-RPC method, or the HTTP path
 */
public record HealthCheck(
        Kind kind,
        long intervalNanos,
        long timeoutNanos,
        int unhealthyThreshold,
        int healthyThreshold,
        String subject) {

    public enum Kind {
        TCP,
        HTTP,
        JSONRPC
    }
}
