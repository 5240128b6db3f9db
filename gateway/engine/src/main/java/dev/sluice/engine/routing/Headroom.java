package dev.sluice.engine.routing;

import dev.sluice.engine.health.ProviderHealth;

/** How much the candidates of one pick may have in flight, and how much of it is left. Scratch space of one event loop. */
final class Headroom {
    private long limit;
    private long free;

    void reset() {
        limit = 0;
        free = 0;
    }

    /** Counts a candidate. @return whether it has as much in flight as it takes */
    boolean isFull(ProviderHealth provider, int maxRequests) {
        int most = Math.min(maxRequests, provider.concurrencyLimit());
        int left = most - provider.inFlight();
        limit += most;
        free += Math.max(0, left);
        return left <= 0;
    }

    long limit() {
        return limit;
    }

    long free() {
        return free;
    }
}
