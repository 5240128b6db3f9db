package dev.sluice.simulation.strategy;

import dev.sluice.contract.snapshot.Provider;
import java.util.List;

/** The first in the list that is in use and has room by what it says it takes. */
final class StaticFailover implements Balancer {
    private final Quota quota;

    StaticFailover(List<Provider> providers, int gateways) {
        quota = new Quota(providers, gateways);
    }

    @Override
    public int pick(boolean[] open, long nowNanos) {
        quota.refill(nowNanos);
        int last = -1;
        for (int i = 0; i < open.length; i++) {
            if (open[i]) {
                last = i;
                if (quota.has(i)) {
                    break;
                }
            }
        }
        quota.take(last);
        return last;
    }
}
