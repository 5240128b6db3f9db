package dev.sluice.simulation.strategy;

import dev.sluice.contract.snapshot.Constraints;
import dev.sluice.contract.snapshot.Constraints.ShareBound;
import dev.sluice.contract.snapshot.Objectives;
import dev.sluice.contract.snapshot.Policy;
import dev.sluice.contract.snapshot.Provider;
import dev.sluice.control.plan.bound.Group;
import dev.sluice.simulation.strategy.PlainGateway.Known;
import dev.sluice.simulation.world.SellerState;
import dev.sluice.simulation.world.Site;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Knows what sellers are at this moment, and splits demand by it: greedily by worth, within capacity and the policy's maxima.
 * It does not know the future, nor the next answer. The yardstick for regret.
 */
final class Clairvoyant implements Balancer {
    private static final long STEP_NANOS = 250_000_000L;
    private static final double HEADROOM = 0.8;
    private static final double WHOLE = 1e6;

    private final Site site;
    private List<Provider> providers;
    private boolean[] allowed;
    private Policy policy;
    private final long targetNanos;
    private final double[] shares;
    private final double[] credits;
    private final double[] worth;
    private long steppedNanos = -STEP_NANOS;

    Clairvoyant(Known known) {
        site = known.site();
        providers = known.providers();
        allowed = known.allowed();
        policy = known.policy();
        Objectives.Latency latency = policy.objectives().latency();
        targetNanos = latency == null ? 1_000_000_000L : latency.targetNanos();
        int n = providers.size();
        shares = new double[n];
        credits = new double[n];
        worth = new double[n];
    }

    @Override
    public void configure(Known known) {
        policy = known.policy();
        providers = known.providers();
        allowed = known.allowed();
        steppedNanos = -STEP_NANOS;
    }

    double[] shares() {
        return shares.clone();
    }

    @Override
    public int pick(boolean[] open, long nowNanos) {
        if (nowNanos - steppedNanos >= STEP_NANOS) {
            steppedNanos = nowNanos;
            split(nowNanos);
        }
        int best = -1;
        int owed = -1;
        for (int i = 0; i < open.length; i++) {
            if (open[i] && shares[i] > 0) {
                credits[i] += shares[i];
                owed = owed < 0 || credits[i] > credits[owed] ? i : owed;
            }
            best = open[i] && (best < 0 || worth[i] > worth[best]) ? i : best;
        }
        if (owed < 0) {
            return best;
        }
        credits[owed] -= 1;
        return owed;
    }

    private void split(long nowNanos) {
        double demand = site.demand().applyAsDouble(nowNanos);
        Map<String, Double> used = new HashMap<>();
        Arrays.fill(shares, 0);
        for (int i = 0; i < worth.length; i++) {
            SellerState seller = site.sellers().get(i);
            worth[i] = site.valuePicos() * seller.quality(targetNanos) - seller.pricePicos;
        }
        int[] order = IntStream.range(0, worth.length)
                .boxed()
                .sorted((a, b) -> Double.compare(worth[b], worth[a]))
                .mapToInt(i -> i)
                .toArray();
        double left = 1;
        for (int i : order) {
            double capacity = site.sellers().get(i).capacity();
            double room = capacity <= 0 ? 1 : HEADROOM * capacity / demand;
            double share = allowed[i] ? Math.min(left, Math.min(room, cap(i, used))) : 0;
            shares[i] = Math.max(0, share);
            left -= shares[i];
            book(i, shares[i], used);
        }
        for (int i : order) {
            // More than everybody may take: all bear it by what they have.
            shares[i] = left < 1 ? shares[i] / (1 - left) : 0;
        }
    }

    private double cap(int i, Map<String, Double> used) {
        double room = 1;
        Constraints constraints = policy.constraints();
        for (ShareBound bound : constraints.shares()) {
            for (String group : Group.of(bound.by(), providers.get(i))) {
                if (bound.value() == null || bound.value().equals(group)) {
                    room = Math.min(room, bound.maxPpm() / WHOLE - used.getOrDefault(bound.by() + group, 0.0));
                }
            }
        }
        return room;
    }

    private void book(int i, double share, Map<String, Double> used) {
        for (Constraints.By by : Constraints.By.values()) {
            Group.of(by, providers.get(i)).forEach(group -> used.merge(by + group, share, Double::sum));
        }
    }
}
