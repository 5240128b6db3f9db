package dev.sluice.control.pooling;

import dev.sluice.contract.observation.Observation;

/** The process that counters belong to: a restarted pod is another one, even under the same name. */
record ReporterId(String reporter, long startedAtMillis) {
    static ReporterId of(Observation observation) {
        return new ReporterId(observation.reporter(), observation.startedAtMillis());
    }
}
