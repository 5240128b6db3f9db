package dev.sluice.control.pooling;

import dev.sluice.contract.observation.Observation;
import dev.sluice.contract.plan.PlanKey;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;

/**
 * All that was observed for one Gateway and is still of use. Grows by {@link #absorb}, is read through {@link Pooled#of}.
 */
public final class Evidence {
    /** A process that has not been read for so long has no vote. */
    static final long STALE_NANOS = 15_000_000_000L;

    /** Counters are kept for so long after the last reading, so that a process that could not be reached is not counted twice. */
    static final long FORGET_NANOS = 600_000_000_000L;

    /** Most processes remembered; the longest unseen goes first. */
    static final int MAX_REPORTERS = 1_000;

    private final long startedNanos;
    private final Map<ReporterId, ReporterEvidence> reporters;

    private Evidence(long startedNanos, Map<ReporterId, ReporterEvidence> reporters) {
        this.startedNanos = startedNanos;
        this.reporters = Map.copyOf(reporters);
    }

    /** Nothing seen yet; what processes counted before {@code nowNanos} is not ours. */
    public static Evidence start(long nowNanos) {
        return new Evidence(nowNanos, Map.of());
    }

    /** @param targetNanos latency objective by key, {@link Long#MAX_VALUE} for none */
    public Evidence absorb(List<Observation> observations, ToLongFunction<PlanKey> targetNanos, long nowNanos) {
        Map<ReporterId, ReporterEvidence> next = new HashMap<>(reporters);
        for (Observation observation : observations) {
            ReporterId id = ReporterId.of(observation);
            ReporterEvidence known = next.get(id);
            if (known != null) {
                next.put(id, known.then(observation, targetNanos, nowNanos));
            } else if (isNewest(id, next)) {
                next.keySet().removeIf(older -> older.reporter().equals(id.reporter()));
                boolean ours = startedUnderOurEyes(observation, nowNanos);
                next.put(id, ReporterEvidence.first(observation, ours, targetNanos, nowNanos));
            }
        }
        next.values().removeIf(each -> nowNanos - each.seenNanos() > FORGET_NANOS);
        while (next.size() > MAX_REPORTERS) {
            next.entrySet().stream()
                    .min(Comparator.comparingLong(each -> each.getValue().seenNanos() - nowNanos))
                    .ifPresent(longestUnseen -> next.remove(longestUnseen.getKey()));
        }
        return new Evidence(startedNanos, next);
    }

    /** Drops what was measured of these providers, but not where their counters stand. */
    public Evidence forgetting(Set<String> providers) {
        if (providers.isEmpty()) {
            return this;
        }
        Map<ReporterId, ReporterEvidence> next = new HashMap<>(reporters);
        next.replaceAll((id, reporter) -> reporter.forgetting(providers));
        return new Evidence(startedNanos, next);
    }

    /**
     * Processes read recently enough to have a vote, in a fixed order. One that has been silent for longer than it ever was has
     * none beside others that go on; if all are late, it is our own ear.
     */
    List<Map.Entry<ReporterId, ReporterEvidence>> voters(long nowNanos) {
        List<Map.Entry<ReporterId, ReporterEvidence>> fresh = reporters.entrySet().stream()
                .filter(each -> nowNanos - each.getValue().seenNanos() <= STALE_NANOS)
                .sorted(Comparator.comparing(each -> each.getKey().reporter()))
                .toList();
        List<Map.Entry<ReporterId, ReporterEvidence>> heard = fresh.stream()
                .filter(each -> !each.getValue().arrivals().gone(nowNanos))
                .toList();
        return heard.isEmpty() ? fresh : heard;
    }

    private static boolean isNewest(ReporterId id, Map<ReporterId, ReporterEvidence> known) {
        return known.keySet().stream()
                .noneMatch(other ->
                        other.reporter().equals(id.reporter()) && other.startedAtMillis() > id.startedAtMillis());
    }

    /** Its whole life lies within the time we have been looking, and within what we would remember of it. */
    private boolean startedUnderOurEyes(Observation observation, long nowNanos) {
        long ageNanos = Math.max(observation.atMillis() - observation.startedAtMillis(), 0) * 1_000_000;
        return ageNanos <= Math.min(nowNanos - startedNanos, FORGET_NANOS);
    }
}
