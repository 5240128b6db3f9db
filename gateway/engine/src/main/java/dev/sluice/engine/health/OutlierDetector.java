package dev.sluice.engine.health;

import dev.sluice.contract.snapshot.Pool.OutlierDetection;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes providers of one pool out of use by what real answers show, as Envoy does: so many gateway errors in a row, or a
 * success rate far below the others'. Never more than the pool's share of members at once, but one where others remain.
 * Counting is lock-free; ejecting and {@link #tick} lock this pool's detector.
 */
public final class OutlierDetector {
    /** Where all are alike, a few per mille are many deviations, and ejecting for them breaks those that are left. */
    private static final double LEAST_SHORTFALL = 0.05;

    private final OutlierDetection settings;
    private final List<ProviderHealth> members;
    private final Map<ProviderHealth, Reading> readings = new IdentityHashMap<>();
    private long intervalStartNanos;

    private record Reading(long successes, long failures) {}

    private record Rate(ProviderHealth member, double successRate) {}

    /** @param previous of the same pool, whose interval goes on; or null */
    public OutlierDetector(
            OutlierDetection settings,
            List<ProviderHealth> members,
            @Nullable OutlierDetector previous,
            long nowNanos) {
        this.settings = settings;
        this.members = List.copyOf(members);
        intervalStartNanos = nowNanos;
        if (previous != null) {
            synchronized (previous) {
                intervalStartNanos = previous.intervalStartNanos;
                readings.putAll(previous.readings);
            }
        }
        readings.keySet().removeIf(m -> !this.members.contains(m));
        this.members.forEach(m -> readings.computeIfAbsent(m, OutlierDetector::read));
    }

    /** After a member's failure was counted: ejects it when it was one too many. */
    public void failed(ProviderHealth member, int failuresInRow, long nowNanos) {
        if (settings.consecutiveGatewayErrors() > 0 && failuresInRow >= settings.consecutiveGatewayErrors()) {
            eject(member, nowNanos);
        }
    }

    /** Judges success rates once per interval. */
    public synchronized void tick(long nowNanos) {
        if (nowNanos - intervalStartNanos < settings.intervalNanos()) {
            return;
        }
        intervalStartNanos = nowNanos;
        List<Rate> rates = new ArrayList<>();
        for (ProviderHealth member : members) {
            Reading now = read(member);
            Reading before = readings.put(member, now);
            long failed = now.failures - (before == null ? 0 : before.failures);
            long total = failed + now.successes - (before == null ? 0 : before.successes);
            if (total >= Math.max(1, settings.successRateRequestVolume()) && !member.isEjected()) {
                rates.add(new Rate(member, 1 - (double) failed / total));
            }
        }
        if (rates.size() >= Math.max(2, settings.successRateMinimumHosts())) {
            double threshold = threshold(rates);
            rates.stream().filter(r -> r.successRate < threshold).forEach(r -> eject(r.member, nowNanos));
        }
    }

    private double threshold(List<Rate> rates) {
        double mean = rates.stream().mapToDouble(Rate::successRate).average().orElse(1);
        double variance = rates.stream()
                .mapToDouble(r -> (r.successRate - mean) * (r.successRate - mean))
                .average()
                .orElse(0);
        double deviations = settings.successRateStdevThousandths() / 1000.0 * Math.sqrt(variance);
        return mean - Math.max(deviations, LEAST_SHORTFALL);
    }

    private synchronized void eject(ProviderHealth member, long nowNanos) {
        long ejected = members.stream().filter(ProviderHealth::isEjected).count();
        int percent = settings.maxEjectionPercent();
        long allowed = percent == 0 ? 0 : Math.max(1, (long) members.size() * percent / 100);
        if (ejected < Math.min(allowed, members.size() - 1)) {
            member.eject(settings.baseEjectionNanos(), settings.maxEjectionNanos(), nowNanos);
        }
    }

    private static Reading read(ProviderHealth member) {
        return new Reading(member.successes(), member.failures());
    }
}
