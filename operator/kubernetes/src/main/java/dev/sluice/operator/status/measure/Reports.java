package dev.sluice.operator.status.measure;

import dev.sluice.control.status.Condition;
import dev.sluice.control.status.Condition.Status;
import dev.sluice.operator.status.GatewayView;
import dev.sluice.operator.status.Known;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** When a pod of each Gateway was heard last; a moment of silence, as in a rollout, is no news. Owned by one thread. */
final class Reports {
    static final long SILENCE_MILLIS = 15_000;

    private final Map<String, Long> heard = new HashMap<>();
    private long nowMillis;

    void hear(Known known) {
        nowMillis = known.nowMillis();
        for (GatewayView gateway : known.gateways()) {
            if (gateway.pods().stream().anyMatch(pod -> pod.observation().isPresent())) {
                heard.put(gateway.id(), nowMillis);
            }
        }
        heard.keySet().retainAll(known.gateways().stream().map(GatewayView::id).collect(Collectors.toSet()));
    }

    Condition available(List<GatewayView> users) {
        if (users.isEmpty()) {
            return MeasuredCondition.METRICS_AVAILABLE.is(Status.UNKNOWN, "NoGateway", "no Gateway uses it");
        }
        List<String> silent = users.stream()
                .map(GatewayView::id)
                .filter(id -> heard.containsKey(id) && nowMillis - heard.get(id) > SILENCE_MILLIS)
                .toList();
        if (!silent.isEmpty()) {
            return MeasuredCondition.METRICS_AVAILABLE.is(
                    Status.FALSE,
                    "NoObservations",
                    "no pod reports from Gateway " + String.join(", ", silent)
                            + "; shares are held. See whether its pods run and port 9901 can be reached");
        }
        return users.stream().anyMatch(gateway -> heard.containsKey(gateway.id()))
                ? MeasuredCondition.METRICS_AVAILABLE.is(Status.TRUE, "Reported", "gateway pods report")
                : MeasuredCondition.METRICS_AVAILABLE.is(Status.UNKNOWN, "NoData", "no gateway pod has reported yet");
    }
}
