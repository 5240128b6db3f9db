package dev.sluice.engine.routing;

import dev.sluice.engine.model.CompiledEndpoint;
import dev.sluice.engine.model.CompiledProvider;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Of two endpoints drawn at random, the one with the lower peak-EWMA cost: nearly as good as the best of all, without the
 * herd that follows the best (Mitzenmacher 2001). On a retry, endpoints tried before are left out while others remain.
 */
final class PowerOfTwoChoices {
    private final RandomGenerator random;

    PowerOfTwoChoices(RandomGenerator random) {
        this.random = random;
    }

    CompiledEndpoint pick(Serving serving, Exchange x, CompiledProvider provider, long nowNanos) {
        List<CompiledEndpoint> endpoints = provider.endpoints();
        boolean all = x.attempts == 0 || !x.hasUntriedEndpoint(provider);
        int count = 0;
        for (int i = 0; i < endpoints.size(); i++) {
            count += all || !x.hasTried(endpoints.get(i)) ? 1 : 0;
        }
        int first = random.nextInt(count);
        CompiledEndpoint one = nth(x, endpoints, first, all);
        if (count == 1) {
            return one;
        }
        int second = random.nextInt(count - 1);
        CompiledEndpoint other = nth(x, endpoints, second < first ? second : second + 1, all);
        double cost = serving.endpoints.get(one.index()).cost(nowNanos);
        double otherCost = serving.endpoints.get(other.index()).cost(nowNanos);
        return cost <= otherCost ? one : other;
    }

    private static CompiledEndpoint nth(Exchange x, List<CompiledEndpoint> endpoints, int n, boolean all) {
        if (all) {
            return endpoints.get(n);
        }
        int left = n;
        for (int i = 0; i < endpoints.size(); i++) {
            if (!x.hasTried(endpoints.get(i)) && left-- == 0) {
                return endpoints.get(i);
            }
        }
        throw new IllegalStateException("fewer than " + n + " endpoints left");
    }
}
