package dev.sluice.simulation.strategy;

import dev.sluice.contract.snapshot.Provider;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * After eRPC: every 15 s a score by latency, errors and load; the best is the primary and stays so until another is 30 % better
 * and 30 s have passed; who has no room is skipped; a tenth of the traffic goes round the others, so that they are known.
 */
final class ErpcLike implements Balancer {
    private static final long TICK_NANOS = 15_000_000_000L;
    private static final long STICKY_NANOS = 30_000_000_000L;
    private static final double HYSTERESIS = 0.3;
    private static final double SAMPLED = 0.1;
    private static final double LATENCY_WEIGHT = 8;
    private static final double ERROR_WEIGHT = 4;
    private static final double KEPT = 0.5;
    private static final double FIRST_MILLIS = 100;

    private final Quota quota;
    private final RandomGenerator random;
    private final double[] millis;
    private final double[] asked;
    private final double[] failed;
    private final double[] answered;
    private final double[] scores;
    private int[] order;
    private long tickNanos;
    private long switchedNanos;

    ErpcLike(List<Provider> providers, int gateways, RandomGenerator random) {
        int n = providers.size();
        quota = new Quota(providers, gateways);
        this.random = random;
        millis = new double[n];
        asked = new double[n];
        failed = new double[n];
        answered = new double[n];
        scores = new double[n];
        order = IntStream.range(0, n).toArray();
    }

    @Override
    public int pick(boolean[] open, long nowNanos) {
        if (nowNanos - tickNanos >= TICK_NANOS) {
            tickNanos = nowNanos;
            rank(nowNanos);
        }
        quota.refill(nowNanos);
        boolean sample = random.nextDouble() < SAMPLED;
        int from = sample ? random.nextInt(order.length) : 0;
        int last = -1;
        for (int i = 0; i < order.length; i++) {
            int seller = order[(from + i) % order.length];
            if (open[seller]) {
                last = seller;
                if (quota.has(seller)) {
                    break;
                }
            }
        }
        quota.take(last);
        asked[last]++;
        return last;
    }

    @Override
    public void answered(int seller, long tookNanos, long nowNanos) {
        answered[seller]++;
        millis[seller] += tookNanos / 1e6;
    }

    @Override
    public void failed(int seller, long tookNanos, long nowNanos) {
        failed[seller]++;
    }

    private void rank(long nowNanos) {
        for (int i = 0; i < scores.length; i++) {
            double latency = answered[i] > 0 ? millis[i] / answered[i] : FIRST_MILLIS;
            double errors = asked[i] > 0 ? failed[i] / asked[i] : 0;
            scores[i] = 1 / (LATENCY_WEIGHT * latency / FIRST_MILLIS + ERROR_WEIGHT * 10 * errors + 1);
            millis[i] *= KEPT;
            answered[i] *= KEPT;
            asked[i] *= KEPT;
            failed[i] *= KEPT;
        }
        int primary = order[0];
        int[] ranked = IntStream.range(0, scores.length)
                .boxed()
                .sorted((a, b) -> Double.compare(scores[b], scores[a]))
                .mapToInt(i -> i)
                .toArray();
        boolean better = scores[ranked[0]] > scores[primary] * (1 + HYSTERESIS);
        if (ranked[0] != primary && better && nowNanos - switchedNanos >= STICKY_NANOS) {
            switchedNanos = nowNanos;
            order = ranked;
        } else {
            order = IntStream.concat(IntStream.of(primary), IntStream.of(ranked).filter(i -> i != primary))
                    .toArray();
        }
    }
}
