package dev.sluice.simulation.strategy;

import dev.sluice.contract.snapshot.Provider;
import java.util.List;

/** Token buckets by what sellers say they take, a gateway's part each: whoever has none is full. */
final class Quota {
    private static final double BURST_SECONDS = 0.25;

    /** Of what a seller says it takes: an engineer leaves some room. */
    private static final double USED = 0.8;

    private final double[] perSecond;
    private final double[] tokens;
    private long lastNanos;

    Quota(List<Provider> providers, int gateways) {
        perSecond = providers.stream()
                .mapToDouble(each -> each.capacity().requestsPerSecond() == 0
                        ? Double.MAX_VALUE
                        : USED * each.capacity().requestsPerSecond() / gateways)
                .toArray();
        tokens = perSecond.clone();
    }

    void refill(long nowNanos) {
        double seconds = (nowNanos - lastNanos) / 1e9;
        lastNanos = nowNanos;
        for (int i = 0; i < tokens.length; i++) {
            tokens[i] = Math.min(Math.max(1, perSecond[i] * BURST_SECONDS), tokens[i] + perSecond[i] * seconds);
        }
    }

    boolean has(int seller) {
        return tokens[seller] >= 1;
    }

    void take(int seller) {
        tokens[seller] = Math.max(0, tokens[seller] - 1);
    }
}
