package dev.sluice.server.admin;

import dev.sluice.contract.plan.PlanKey;
import dev.sluice.engine.telemetry.LatencyCounts;
import dev.sluice.engine.telemetry.LoopReport;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;

/** Latencies as classic histograms: counters, so that quantiles over pods and any span of time can be asked for. */
final class LatencyMetrics {
    private static final double NANOS_PER_SECOND = 1e9;

    private LatencyMetrics() {}

    static HistogramSnapshot attempts(LoopReport report) {
        HistogramSnapshot.Builder all = HistogramSnapshot.builder()
                .name("sluice_attempt_latency_seconds")
                .help("Attempts that gave an answer: to its end, or to its head where it streamed.");
        report.attemptLatencies()
                .forEach((id, counts) -> all.dataPoint(point(counts, labels(id.key(), id.provider()))));
        return all.build();
    }

    static HistogramSnapshot requests(LoopReport report) {
        HistogramSnapshot.Builder all = HistogramSnapshot.builder()
                .name("sluice_request_latency_seconds")
                .help("Requests of clients, whatever came of them: from the head to the end of the answer.");
        report.requestLatencies()
                .forEach((id, counts) ->
                        all.dataPoint(point(counts, Labels.of("route", id.route(), "rule", id.rule()))));
        return all.build();
    }

    static Labels labels(PlanKey key, String provider) {
        return Labels.of("policy", key.policy(), "pool", key.pool(), "class", key.requestClass(), "provider", provider);
    }

    private static HistogramDataPointSnapshot point(LatencyCounts counts, Labels labels) {
        ClassicHistogramBuckets.Builder buckets = ClassicHistogramBuckets.builder();
        for (int i = 0; i < counts.counts().size(); i++) {
            boolean last = i == LatencyCounts.BOUNDS_NANOS.size();
            buckets.bucket(
                    last ? Double.POSITIVE_INFINITY : LatencyCounts.BOUNDS_NANOS.get(i) / NANOS_PER_SECOND,
                    counts.counts().get(i));
        }
        return HistogramDataPointSnapshot.builder()
                .classicHistogramBuckets(buckets.build())
                .sum(counts.sumNanos() / NANOS_PER_SECOND)
                .labels(labels)
                .build();
    }
}
