package dev.sluice.control.pooling;

import dev.sluice.contract.observation.Observation;
import dev.sluice.contract.observation.ProviderSight;
import dev.sluice.contract.observation.Traffic;
import dev.sluice.contract.plan.PlanKey;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;

/**
 * What one process has told so far.
 *
 * @param atMillis the process's own clock at its newest reading
 * @param seenNanos our clock when that reading came
 * @param arrivals of its readings
 * @param cells by key and provider
 * @param sights newest health by provider
 */
record ReporterEvidence(
        long atMillis,
        long seenNanos,
        PhiAccrual arrivals,
        Map<Cell, CellEvidence> cells,
        Map<String, ProviderSight> sights) {
    ReporterEvidence {
        cells = Collections.unmodifiableMap(cells);
        sights = Collections.unmodifiableMap(sights);
    }

    /**
     * First sight of a process. All it counted is news if it {@code startedUnderOurEyes}; else its counters reach back into a past
     * that says nothing about now (and whose cost was booked by whoever looked then), and only differences from here on count.
     */
    static ReporterEvidence first(
            Observation observation, boolean startedUnderOurEyes, ToLongFunction<PlanKey> targetNanos, long nowNanos) {
        Map<Cell, CellEvidence> cells =
                LinkedHashMap.newLinkedHashMap(observation.traffic().size());
        Elapsed elapsed = Elapsed.of(Math.max(observation.atMillis() - observation.startedAtMillis(), 1) / 1e3);
        for (Traffic traffic : observation.traffic()) {
            Cell cell = new Cell(traffic.key(), traffic.provider());
            cells.put(
                    cell,
                    startedUnderOurEyes
                            ? CellEvidence.none(cell).then(traffic, elapsed, targetNanos.applyAsLong(traffic.key()))
                            : CellEvidence.from(cell, traffic));
        }
        return new ReporterEvidence(
                observation.atMillis(), nowNanos, PhiAccrual.NONE.then(nowNanos), cells, sights(observation));
    }

    /** A further reading; the same one again, or an older one, changes nothing. */
    ReporterEvidence then(Observation observation, ToLongFunction<PlanKey> targetNanos, long nowNanos) {
        if (observation.atMillis() <= atMillis) {
            return this;
        }
        Elapsed elapsed = Elapsed.of((observation.atMillis() - atMillis) / 1e3);
        Map<Cell, CellEvidence> next = LinkedHashMap.newLinkedHashMap(
                Math.max(cells.size(), observation.traffic().size()));
        int heardAgain = 0;
        for (Traffic traffic : observation.traffic()) {
            Cell cell = new Cell(traffic.key(), traffic.provider());
            CellEvidence known = cells.get(cell);
            // A cell that was not there before had counted nothing before.
            CellEvidence now = (known == null ? CellEvidence.none(cell) : known)
                    .then(traffic, elapsed, targetNanos.applyAsLong(traffic.key()));
            heardAgain += next.put(now.cell(), now) == null && known != null ? 1 : 0;
        }
        if (heardAgain < cells.size()) {
            cells.forEach((cell, evidence) -> next.computeIfAbsent(cell, gone -> evidence.silent(elapsed)));
        }
        return new ReporterEvidence(
                observation.atMillis(), nowNanos, arrivals.then(nowNanos), next, sights(observation));
    }

    ReporterEvidence forgetting(Set<String> providers) {
        Map<Cell, CellEvidence> next = new LinkedHashMap<>(cells);
        next.replaceAll((cell, evidence) -> providers.contains(cell.provider()) ? evidence.forgotten() : evidence);
        return new ReporterEvidence(atMillis, seenNanos, arrivals, next, sights);
    }

    private static Map<String, ProviderSight> sights(Observation observation) {
        Map<String, ProviderSight> sights =
                HashMap.newHashMap(observation.providers().size());
        observation.providers().forEach(sight -> sights.put(sight.provider(), sight));
        return sights;
    }
}
