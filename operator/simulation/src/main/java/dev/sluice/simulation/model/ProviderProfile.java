package dev.sluice.simulation.model;

import dev.sluice.contract.snapshot.Price;

/**
 * A provider on a good day.
 *
 * @param latency unloaded
 * @param unitsPerSecond work it can do; above it a queue grows
 * @param queueNanos longest queue; a request that would wait longer is answered 503 at once
 * @param errorPpm share of requests that fail anyway
 * @param lagBlocks behind the chain's head
 * @param price what it charges
 */
public record ProviderProfile(
        LatencyShape latency, int unitsPerSecond, long queueNanos, int errorPpm, int lagBlocks, Price price) {

    public ProviderProfile {
        if (unitsPerSecond < 1 || queueNanos < 0 || errorPpm < 0 || lagBlocks < 0) {
            throw new IllegalArgumentException("capacity must be positive; queue, errors and lag not negative");
        }
    }

    /** Near, fast, free and without errors: for tests that are about something else. */
    public static ProviderProfile instant() {
        return new ProviderProfile(
                new LatencyShape(0, 200_000, 0.1, 0, 0), 1_000_000, 1_000_000_000L, 0, 0, Price.FREE);
    }

    public ProviderProfile withLatency(LatencyShape other) {
        return new ProviderProfile(other, unitsPerSecond, queueNanos, errorPpm, lagBlocks, price);
    }

    public ProviderProfile withPrice(Price other) {
        return new ProviderProfile(latency, unitsPerSecond, queueNanos, errorPpm, lagBlocks, other);
    }

    /** What one request costs, in 10^-12 of the price's currency. */
    public long costPicos(String method) {
        for (Price.MethodPrice exception : price.methods()) {
            String pattern = exception.pattern();
            boolean matches = pattern.endsWith("*")
                    ? method.startsWith(pattern.substring(0, pattern.length() - 1))
                    : method.equals(pattern);
            if (matches) {
                return exception.perMillionRequestsMicros();
            }
        }
        return price.perMillionRequestsMicros();
    }
}
