package dev.sluice.operator.status.measure;

import dev.sluice.contract.observation.Observation;
import dev.sluice.control.plan.PlanFinding.Kind;
import dev.sluice.control.status.Condition;
import dev.sluice.control.status.Condition.Status;
import dev.sluice.operator.status.GatewayView;
import dev.sluice.operator.status.Known;
import dev.sluice.operator.status.PodView;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * When a pod of each Gateway reported something new; a moment of silence, as in a rollout, is no news. Owned by one thread.
 */
final class Reports {
    static final long SILENCE_MILLIS = 15_000;

    private final Map<String, Report> reports = new HashMap<>();
    private long nowMillis;

    /**
     * @param newestMillis of the readings, by the pods' clock, which is compared with itself only; 0 before the first
     * @param heardMillis when that was new, or when there was first a ready pod to hear of
     */
    private record Report(long newestMillis, long heardMillis) {}

    void hear(Known known) {
        nowMillis = known.nowMillis();
        known.gateways().forEach(this::hear);
        reports.keySet()
                .retainAll(known.gateways().stream().map(GatewayView::id).collect(Collectors.toSet()));
    }

    private void hear(GatewayView gateway) {
        long newest = gateway.pods().stream()
                .flatMap(pod -> pod.observation().stream())
                .mapToLong(Observation::atMillis)
                .max()
                .orElse(0);
        Report before = reports.get(gateway.id());
        boolean awaited = before == null && gateway.pods().stream().anyMatch(PodView::ready);
        if (awaited || newest > (before == null ? 0 : before.newestMillis())) {
            reports.put(gateway.id(), new Report(newest, nowMillis));
        }
    }

    Condition available(List<GatewayView> users) {
        if (users.isEmpty()) {
            return MeasuredCondition.METRICS_AVAILABLE.is(Status.UNKNOWN, "NoGateway", "no Gateway uses it");
        }
        List<String> silent = users.stream()
                .map(GatewayView::id)
                .filter(id -> silent(reports.get(id)))
                .toList();
        if (!silent.isEmpty()) {
            return MeasuredCondition.METRICS_AVAILABLE.is(
                    Status.FALSE,
                    "NoObservations",
                    "no pod reports from Gateway " + String.join(", ", silent)
                            + "; shares are held. See whether its pods run and port 9901 can be reached");
        }
        if (users.stream().noneMatch(gateway -> heard(reports.get(gateway.id())))) {
            return MeasuredCondition.METRICS_AVAILABLE.is(Status.UNKNOWN, "NoData", "no gateway pod has reported yet");
        }
        String apart = Findings.told(
                users,
                finding -> finding.kind() == Kind.REPORTER_DEVIATES || finding.kind() == Kind.REPORTERS_DISAGREE);
        return apart.isEmpty()
                ? MeasuredCondition.METRICS_AVAILABLE.is(Status.TRUE, "Reported", "gateway pods report")
                : MeasuredCondition.METRICS_AVAILABLE.is(Status.TRUE, "ReportersDiffer", apart);
    }

    private boolean silent(@Nullable Report report) {
        return report != null && nowMillis - report.heardMillis() > SILENCE_MILLIS;
    }

    private static boolean heard(@Nullable Report report) {
        return report != null && report.newestMillis() > 0;
    }
}
