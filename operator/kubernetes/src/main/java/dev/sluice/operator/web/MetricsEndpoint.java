package dev.sluice.operator.web;

import io.micronaut.http.HttpResponse;
import io.micronaut.management.endpoint.annotation.Endpoint;
import io.micronaut.management.endpoint.annotation.Read;

/** {@code /prometheus} on the management port, where the chart's ServiceMonitor looks for it. */
@Endpoint(id = "prometheus", defaultSensitive = false)
final class MetricsEndpoint {
    private final OperatorMetrics metrics;

    MetricsEndpoint(OperatorMetrics metrics) {
        this.metrics = metrics;
    }

    @Read
    HttpResponse<byte[]> text() {
        return HttpResponse.ok(metrics.text()).header("Content-Type", OperatorMetrics.CONTENT_TYPE);
    }
}
