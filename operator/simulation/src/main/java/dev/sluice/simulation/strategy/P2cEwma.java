package dev.sluice.simulation.strategy;

import dev.sluice.engine.health.EndpointLoad;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** The better of two at random by peak EWMA, as Finagle and Linkerd do; a failure counts as a slow answer. */
final class P2cEwma implements Balancer {
    private final List<EndpointLoad> loads;
    private final RandomGenerator random;

    P2cEwma(int sellers, RandomGenerator random) {
        loads = Stream.generate(() -> new EndpointLoad(0)).limit(sellers).toList();
        this.random = random;
    }

    @Override
    public int pick(boolean[] open, long nowNanos) {
        int count = 0;
        for (boolean each : open) {
            count += each ? 1 : 0;
        }
        int first = random.nextInt(count);
        int one = nth(open, first);
        if (count == 1) {
            return one;
        }
        int second = random.nextInt(count - 1);
        int other = nth(open, second < first ? second : second + 1);
        return loads.get(one).cost(nowNanos) <= loads.get(other).cost(nowNanos) ? one : other;
    }

    @Override
    public void began(int seller, long nowNanos) {
        loads.get(seller).begin();
    }

    @Override
    public void answered(int seller, long tookNanos, long nowNanos) {
        loads.get(seller).end();
        loads.get(seller).answered(tookNanos, nowNanos);
    }

    @Override
    public void failed(int seller, long tookNanos, long nowNanos) {
        loads.get(seller).end();
        loads.get(seller).failed(tookNanos, 0, nowNanos);
    }

    private static int nth(boolean[] open, int n) {
        int left = n;
        for (int i = 0; i < open.length; i++) {
            if (open[i] && left-- == 0) {
                return i;
            }
        }
        throw new IllegalStateException("fewer than " + n + " are open");
    }
}
