package dev.sluice.operator.web;

import dev.sluice.control.metrics.PlanMetrics;
import dev.sluice.operator.status.write.WriteCounter;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** What the operator says of itself to Prometheus. Any thread may count. */
@Singleton
public final class OperatorMetrics implements WriteCounter {
    static final String CONTENT_TYPE = PrometheusTextFormatWriter.CONTENT_TYPE;

    private static final double NANOS = 1e9;
    private static final double[] SECONDS = {0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30
    };

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final PrometheusTextFormatWriter writer =
            PrometheusTextFormatWriter.builder().build();
    private final InstantSource clock;
    private final Map<String, Long> plannedMillis = new ConcurrentHashMap<>();
    private final PlanMetrics plans = new PlanMetrics();
    private volatile Supplier<String> recording = () -> "";
    private final Set<String> kinds = new HashSet<>();

    private final Gauge leader = Gauge.builder()
            .name("sluice_operator_leader")
            .help("1 on the replica that leads")
            .register(registry);
    private final Histogram translate = seconds("sluice_operator_translate_seconds", "From objects to snapshots");
    private final Histogram reconcile =
            seconds("sluice_operator_reconcile_seconds", "Rendering a Gateway's objects and applying them");
    private final Gauge objects = Gauge.builder()
            .name("sluice_operator_objects")
            .help("Objects seen, by kind")
            .labelNames("kind")
            .register(registry);
    private final Counter requests =
            counter("sluice_operator_api_requests_total", "Requests to the API server", "verb");
    private final Counter statusWrites =
            counter("sluice_operator_status_writes_total", "Statuses written, by kind and result", "kind", "result");
    private final Counter observations =
            counter("sluice_operator_observations_total", "Gateway pods asked for what they measured", "result");

    @Inject
    OperatorMetrics() {
        this(InstantSource.system());
    }

    public OperatorMetrics(InstantSource clock) {
        this.clock = clock;
        leader.set(0);
        observations.initLabelValues("answered");
        observations.initLabelValues("failed");
        GaugeWithCallback.builder()
                .name("sluice_operator_plan_age_seconds")
                .help("Time since a Gateway's plan was written or renewed last")
                .labelNames("gateway")
                .callback(callback -> plannedMillis.forEach(
                        (gateway, millis) -> callback.call((clock.millis() - millis) / 1e3, gateway)))
                .register(registry);
    }

    /** What is planned; empty on a replica that does not lead. */
    public PlanMetrics plans() {
        return plans;
    }

    /** @param text of what is recorded, in Prometheus' format; asked on any thread */
    public void recording(Supplier<String> text) {
        recording = text;
    }

    public void leads(boolean now) {
        leader.set(now ? 1 : 0);
    }

    public void translated(long nanos) {
        translate.observe(nanos / NANOS);
    }

    public void reconciled(long nanos) {
        reconcile.observe(nanos / NANOS);
    }

    /** @param byKind all there are; what is not among them is none */
    public synchronized void objects(Map<String, Integer> byKind) {
        kinds.addAll(byKind.keySet());
        kinds.forEach(kind -> objects.labelValues(kind).set(byKind.getOrDefault(kind, 0)));
    }

    /** @param verb as RBAC names it, e.g. patch */
    public void requested(String verb) {
        requests.labelValues(verb).inc();
    }

    @Override
    public void written(String kind) {
        statusWrites.labelValues(kind, "written").inc();
    }

    @Override
    public void outdated(String kind) {
        statusWrites.labelValues(kind, "outdated").inc();
    }

    @Override
    public void failed(String kind) {
        statusWrites.labelValues(kind, "failed").inc();
    }

    /** @param answered whether a gateway pod told what it measured */
    public void observed(boolean answered) {
        observations.labelValues(answered ? "answered" : "failed").inc();
    }

    /** The plan of a Gateway was written or its lease renewed. */
    public void planned(String gateway) {
        plannedMillis.put(gateway, clock.millis());
    }

    /** Gateways that are gone have no plan to be old; a replica that does not lead has none at all. */
    public void retainGateways(Set<String> gateways) {
        plannedMillis.keySet().retainAll(gateways);
        plans.retain(gateways);
    }

    byte[] text() {
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            writer.write(out, registry.scrape(), EscapingScheme.UNDERSCORE_ESCAPING);
            out.write(plans.text().getBytes(StandardCharsets.UTF_8));
            out.write(recording.get().getBytes(StandardCharsets.UTF_8));
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
    }

    private Histogram seconds(String name, String help) {
        return Histogram.builder()
                .name(name)
                .help(help)
                .classicOnly()
                .classicUpperBounds(SECONDS)
                .register(registry);
    }

    private Counter counter(String name, String help, String... labels) {
        return Counter.builder().name(name).help(help).labelNames(labels).register(registry);
    }
}
