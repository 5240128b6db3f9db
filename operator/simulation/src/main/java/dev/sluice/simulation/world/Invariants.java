package dev.sluice.simulation.world;

import dev.sluice.contract.observation.Observation;
import dev.sluice.contract.observation.Traffic;
import dev.sluice.contract.plan.Plan;
import dev.sluice.contract.plan.PlanKey;
import dev.sluice.contract.snapshot.ConfigSnapshot;
import dev.sluice.contract.snapshot.Constraints;
import dev.sluice.contract.snapshot.Constraints.ShareBound;
import dev.sluice.contract.snapshot.Policy;
import dev.sluice.contract.snapshot.Provider;
import dev.sluice.control.plan.PlanFinding;
import dev.sluice.control.plan.PlanResult;
import dev.sluice.control.plan.bound.Group;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What must hold of every plan and every reading, whatever happens in the world. */
final class Invariants {
    /** Rounding to millionths, and then some. */
    private static final double TOLERANCE = 2e-4;

    /** Between two plans; what the law forbids leaves beside this. */
    private static final double MOST_MOVED = 0.5;

    /** With nothing heard for so long, and every reading faded, shares stand still. */
    private static final long STALE_NANOS = 20_000_000_000L;

    private final Trace trace;
    private final Map<PlanKey, Map<String, Double>> before = new HashMap<>();
    private long heardNanos;

    Invariants(Trace trace) {
        this.trace = trace;
    }

    void heard(long now) {
        heardNanos = now;
    }

    void planned(ConfigSnapshot snapshot, PlanResult result, long now) {
        trace.plans++;
        Map<String, Provider> providers = new HashMap<>();
        snapshot.providers().forEach(each -> providers.put(each.id(), each));
        for (Plan.Entry entry : result.plan().entries()) {
            Policy policy = snapshot.policies().stream()
                    .filter(each -> each.id().equals(entry.key().policy()))
                    .findFirst()
                    .orElse(Policy.DEFAULTS);
            if (!entry.shares().isEmpty()) {
                Map<String, Double> shares = new HashMap<>();
                entry.shares().forEach(each -> shares.put(each.provider(), each.ppm() / (double) Plan.WHOLE));
                sums(entry.key(), shares, now);
                law(policy.constraints(), shares, providers, now);
                caps(policy.constraints(), shares, providers, result.findings(), now);
                steps(entry.key(), policy.constraints(), shares, providers, now);
                before.put(entry.key(), shares);
            }
        }
    }

    void money(Observation reading, long knownPicos, long now) {
        long told = reading.traffic().stream().mapToLong(Traffic::costPicos).sum();
        if (told != knownPicos) {
            trace.violation(
                    now, "%s counted %d picos, its sellers took %d".formatted(reading.reporter(), told, knownPicos));
        }
    }

    private void sums(PlanKey key, Map<String, Double> shares, long now) {
        double sum = shares.values().stream().mapToDouble(each -> each).sum();
        if (Math.abs(sum - 1) > TOLERANCE) {
            trace.violation(now, "shares of %s sum to %f".formatted(key, sum));
        }
    }

    private void law(Constraints constraints, Map<String, Double> shares, Map<String, Provider> providers, long now) {
        shares.forEach((id, share) -> {
            Provider provider = providers.get(id);
            if (share > 0 && (provider == null || !constraints.permits(provider))) {
                trace.violation(now, id + " is forbidden and has a share");
            }
        });
    }

    private void caps(
            Constraints constraints,
            Map<String, Double> shares,
            Map<String, Provider> providers,
            List<PlanFinding> findings,
            long now) {
        for (ShareBound bound : constraints.shares()) {
            Map<String, Double> sums = new HashMap<>();
            shares.forEach((id, share) -> {
                Provider provider = providers.get(id);
                if (provider != null) {
                    Group.of(bound.by(), provider).forEach(group -> sums.merge(group, share, Double::sum));
                }
            });
            sums.forEach((group, sum) -> {
                boolean meant = bound.value() == null || bound.value().equals(group);
                if (meant && sum > bound.maxPpm() / (double) Plan.WHOLE + TOLERANCE && !isSaid(group, findings)) {
                    trace.violation(now, "%s has %.4f, above its cap, and nobody says so".formatted(group, sum));
                }
            });
        }
    }

    private static boolean isSaid(String group, List<PlanFinding> findings) {
        return findings.stream()
                .anyMatch(each ->
                        (each.kind() == PlanFinding.Kind.CONSTRAINTS_RELAXED || each.kind() == PlanFinding.Kind.REFUSED)
                                && each.subject().endsWith(group));
    }

    private void steps(
            PlanKey key,
            Constraints constraints,
            Map<String, Double> shares,
            Map<String, Provider> providers,
            long now) {
        Map<String, Double> last = before.get(key);
        if (last == null) {
            return;
        }
        double moved = 0;
        double freed = 0;
        Set<String> all = new LinkedHashSet<>(last.keySet());
        all.addAll(shares.keySet());
        for (String id : all) {
            double from = last.getOrDefault(id, 0.0);
            moved += Math.abs(shares.getOrDefault(id, 0.0) - from);
            Provider provider = providers.get(id);
            freed += provider == null || !constraints.permits(provider) ? from : 0;
        }
        trace.moved += moved;
        if (moved > MOST_MOVED + 2 * freed + TOLERANCE) {
            trace.violation(now, "shares moved by %.3f in one step".formatted(moved));
        }
        if (now - heardNanos > STALE_NANOS && moved > 2 * freed + TOLERANCE) {
            trace.violation(now, "shares moved by %.3f on stale data".formatted(moved));
        }
    }
}
