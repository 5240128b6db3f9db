package dev.sluice.server.admin;

import dev.sluice.contract.observation.ClassTraffic;
import dev.sluice.contract.observation.ClientTraffic;
import dev.sluice.contract.observation.Observation;
import dev.sluice.contract.observation.ProviderSight;
import dev.sluice.contract.observation.Traffic;
import dev.sluice.engine.telemetry.LoopReport;
import dev.sluice.server.cache.AnswerCache;
import dev.sluice.server.trace.SpanQueue;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * An observation as Prometheus text, made when it is asked for; requests pay nothing for it. Label values come from the
 * snapshot only (ids, class names, kinds of failure), so their number is bounded by what was configured; names of clients are
 * bounded by {@link Tenants}. Long, as a list of what there is to see.
 */
public final class MetricsPage {
    public static final String CONTENT_TYPE = PrometheusTextFormatWriter.CONTENT_TYPE;
    private static final double PICOS = 1e12;

    private MetricsPage() {}

    /**
     * Figures of the process itself.
     *
     * @param answersBrokenOff after their head was sent
     * @param mirrorsDropped copies that were wanted but not sent: too large, or too many under way
     * @param webSocketsOpen now
     * @param webSockets since the start
     * @param cache answers that are kept
     * @param accessLogDropped lines that did not fit into the queue
     * @param spans of traces
     * @param clientsCounted that rate limits count apart now
     */
    public record Process(
            int eventLoops,
            long answersBrokenOff,
            long mirrorsDropped,
            long webSocketsOpen,
            long webSockets,
            AnswerCache.Figures cache,
            long accessLogDropped,
            SpanQueue.Figures spans,
            int clientsCounted,
            RefusedClients refused,
            Tenants tenants) {}

    /** @param report what the observation was made of, for the latencies by bucket */
    public static String text(Observation o, LoopReport report, Process process) {
        List<MetricSnapshot> all = new ArrayList<>();
        attempts(o.traffic(), all);
        providers(o.providers(), all);
        clients(o.clients(), all);
        classes(o.classes(), all);
        all.add(LatencyMetrics.attempts(report));
        all.add(LatencyMetrics.requests(report));
        all.add(gauge("snapshot_revision", "Revision of the snapshot served.", o.revision()));
        all.add(gauge("snapshot_rejected", "1 while a newer snapshot is refused.", o.rejection() == null ? 0 : 1));
        all.add(gauge("plan_revision", "Revision of the plan received last.", o.planRevision()));
        all.add(gauge("plan_in_force", "1 while the plan's TTL has not run out.", o.planInForce() ? 1 : 0));
        all.add(gauge("event_loops", "Threads that serve.", process.eventLoops()));
        all.add(count("answers_broken_off", "Answers that ended before they were whole.", process.answersBrokenOff()));
        all.add(count("mirrors_dropped", "Copies that were not sent.", process.mirrorsDropped()));
        all.add(gauge("websockets_open", "WebSockets open now.", process.webSocketsOpen()));
        all.add(count("websockets", "WebSockets opened.", process.webSockets()));
        cache(process.cache(), all);
        all.add(count("access_log_dropped", "Lines that were not written.", process.accessLogDropped()));
        all.add(count(
                "spans_sent", "Spans that the collector took.", process.spans().sent()));
        all.add(count(
                "spans_dropped",
                "Spans that did not get there.",
                process.spans().dropped()));
        all.add(gauge("clients_counted", "Clients that rate limits count apart now.", process.clientsCounted()));
        all.add(refused(process.refused()));
        tenants(process.tenants(), all);
        ByteArrayOutputStream out = new ByteArrayOutputStream(16 * 1024);
        try {
            PrometheusTextFormatWriter.create()
                    .write(out, new MetricSnapshots(all), EscapingScheme.UNDERSCORE_ESCAPING);
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail to be written", e);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static void attempts(List<Traffic> traffic, List<MetricSnapshot> all) {
        all.add(counter("attempts", "Requests sent to a provider.", traffic, MetricsPage::labels, Traffic::attempts));
        all.add(counter(
                "first_attempts",
                "Of these, no retries: what shares count.",
                traffic,
                MetricsPage::labels,
                Traffic::firstAttempts));
        all.add(counter(
                "successes", "Attempts that gave an answer.", traffic, MetricsPage::labels, Traffic::successes));
        all.add(counter(
                "cost",
                "Spent, in the provider's currency.",
                traffic,
                MetricsPage::labels,
                t -> t.costPicos() / PICOS));
        CounterSnapshot.Builder failures =
                CounterSnapshot.builder().name("sluice_failures").help("Attempts without an answer, by kind.");
        for (Traffic t : traffic) {
            t.failures()
                    .forEach((kind, count) -> failures.dataPoint(CounterDataPointSnapshot.builder()
                            .labels(labels(t).add("kind", kind.name()))
                            .value(count)
                            .build()));
        }
        all.add(failures.build());
    }

    private static void providers(List<ProviderSight> providers, List<MetricSnapshot> all) {
        GaugeSnapshot.Builder health = GaugeSnapshot.builder()
                .name("sluice_provider_health")
                .help("1 for the state a provider is in, as measured here.");
        for (ProviderSight p : providers) {
            for (ProviderSight.Health state : ProviderSight.Health.values()) {
                health.dataPoint(GaugeDataPointSnapshot.builder()
                        .labels(provider(p).add("health", state.name()))
                        .value(p.health() == state ? 1 : 0)
                        .build());
            }
        }
        all.add(health.build());
        all.add(gauges("provider_in_flight", "Attempts under way.", providers, ProviderSight::inFlight));
        List<ProviderSight> learned =
                providers.stream().filter(p -> p.concurrencyLimit() != null).toList();
        all.add(gauges(
                "provider_concurrency_limit",
                "Attempts that may be under way, as learned.",
                learned,
                MetricsPage::concurrencyLimit));
        all.add(gauges(
                "provider_head_block", "Newest block seen; -1 where unknown.", providers, ProviderSight::headBlock));
        all.add(counter("probes", "Active probes sent.", providers, MetricsPage::provider, ProviderSight::probes));
        all.add(counter(
                "probe_failures",
                "Probes without a good answer.",
                providers,
                MetricsPage::provider,
                ProviderSight::probeFailures));
        all.add(counter(
                "ejections",
                "Times outlier detection took it out.",
                providers,
                MetricsPage::provider,
                ProviderSight::ejections));
    }

    private static void clients(List<ClientTraffic> clients, List<MetricSnapshot> all) {
        all.add(counter("requests", "Requests from clients.", clients, MetricsPage::rule, ClientTraffic::requests));
        all.add(counter(
                "gateway_errors", "Answers 5xx made here.", clients, MetricsPage::rule, ClientTraffic::gatewayErrors));
        all.add(counter("retries", "Attempts after the first.", clients, MetricsPage::rule, ClientTraffic::retries));
        all.add(counter(
                "hedges", "Second attempts for slow answers.", clients, MetricsPage::rule, ClientTraffic::hedges));
        CounterSnapshot.Builder answers =
                CounterSnapshot.builder().name("sluice_answers").help("Answers to clients by status class.");
        for (ClientTraffic c : clients) {
            for (int i = 0; i < c.answers().size(); i++) {
                answers.dataPoint(CounterDataPointSnapshot.builder()
                        .labels(rule(c).add("status", i == 0 ? "closed" : i + "xx"))
                        .value(c.answers().get(i))
                        .build());
            }
        }
        all.add(answers.build());
    }

    private static void classes(List<ClassTraffic> classes, List<MetricSnapshot> all) {
        all.add(counter(
                "class_requests",
                "Requests of a class, however many attempts each took.",
                classes,
                MetricsPage::key,
                ClassTraffic::requests));
        all.add(counter(
                "class_unanswered",
                "Of these, answered 5xx or broken off.",
                classes,
                MetricsPage::key,
                ClassTraffic::unanswered));
        all.add(counter(
                "class_late",
                "Of these, answered after the latency objective.",
                classes,
                MetricsPage::key,
                ClassTraffic::late));
        all.add(counter(
                "class_refused",
                "Requests not tried, because the plan refuses them.",
                classes,
                MetricsPage::key,
                ClassTraffic::refused));
        all.add(counter(
                "class_shed",
                "Of those unanswered, not tried for want of room at the providers.",
                classes,
                MetricsPage::key,
                ClassTraffic::shed));
    }

    private static void tenants(Tenants tenants, List<MetricSnapshot> all) {
        List<Map.Entry<String, Tenants.Count>> rows =
                List.copyOf(tenants.counts().entrySet());
        all.add(counter(
                "tenant_requests",
                "Requests of clients that have a name.",
                rows,
                row -> Labels.of("tenant", row.getKey()),
                row -> row.getValue().requests()));
        all.add(counter(
                "tenant_limited",
                "Of these, answered 429 for the client's rate.",
                rows,
                row -> Labels.of("tenant", row.getKey()),
                row -> row.getValue().limited()));
        List<Map.Entry<String, Map.Entry<String, Long>>> spent = rows.stream()
                .flatMap(row ->
                        row.getValue().spentPicos().entrySet().stream().map(each -> Map.entry(row.getKey(), each)))
                .toList();
        all.add(counter(
                "tenant_cost",
                "Spent for clients that have a name, in the currency.",
                spent,
                row -> Labels.of(
                        "tenant", row.getKey(), "currency", row.getValue().getKey()),
                row -> row.getValue().getValue() / PICOS));
    }

    private static CounterSnapshot refused(RefusedClients refused) {
        CounterSnapshot.Builder builder =
                CounterSnapshot.builder().name("sluice_clients_refused").help("Requests that were not let in.");
        refused.counts()
                .forEach((key, count) -> builder.dataPoint(CounterDataPointSnapshot.builder()
                        .labels(Labels.of(
                                "policy", key.policy(), "reason", key.reason().name()))
                        .value(count)
                        .build()));
        return builder.build();
    }

    private static void cache(AnswerCache.Figures cache, List<MetricSnapshot> all) {
        all.add(count("cache_hits", "Calls answered by an answer that was kept.", cache.hits()));
        all.add(count("cache_misses", "Calls whose answer is kept, but was not there.", cache.misses()));
        all.add(count("cache_coalesced", "Calls answered by what another one was asking for.", cache.coalesced()));
        all.add(count("cache_crowded", "Calls not coalesced, since too many waited.", cache.crowded()));
        all.add(count("cache_evictions", "Answers dropped for want of room.", cache.evictions()));
        all.add(gauge("cache_bytes", "Bytes of answers that are kept.", cache.bytes()));
    }

    private static <T> CounterSnapshot counter(
            String name,
            String help,
            List<T> rows,
            java.util.function.Function<T, Labels> labels,
            ToDoubleFunction<T> value) {
        CounterSnapshot.Builder builder =
                CounterSnapshot.builder().name("sluice_" + name).help(help);
        rows.forEach(row -> builder.dataPoint(CounterDataPointSnapshot.builder()
                .labels(labels.apply(row))
                .value(value.applyAsDouble(row))
                .build()));
        return builder.build();
    }

    private static GaugeSnapshot gauges(
            String name, String help, List<ProviderSight> rows, ToDoubleFunction<ProviderSight> value) {
        GaugeSnapshot.Builder builder =
                GaugeSnapshot.builder().name("sluice_" + name).help(help);
        rows.forEach(row -> builder.dataPoint(GaugeDataPointSnapshot.builder()
                .labels(provider(row))
                .value(value.applyAsDouble(row))
                .build()));
        return builder.build();
    }

    private static GaugeSnapshot gauge(String name, String help, double value) {
        return GaugeSnapshot.builder()
                .name("sluice_" + name)
                .help(help)
                .dataPoint(GaugeDataPointSnapshot.builder().value(value).build())
                .build();
    }

    private static CounterSnapshot count(String name, String help, double value) {
        return CounterSnapshot.builder()
                .name("sluice_" + name)
                .help(help)
                .dataPoint(CounterDataPointSnapshot.builder().value(value).build())
                .build();
    }

    private static Labels labels(Traffic t) {
        return LatencyMetrics.labels(t.key(), t.provider());
    }

    private static double concurrencyLimit(ProviderSight p) {
        Integer learned = p.concurrencyLimit();
        return learned == null ? Double.NaN : learned;
    }

    private static Labels provider(ProviderSight p) {
        return Labels.of("provider", p.provider());
    }

    private static Labels key(ClassTraffic c) {
        return Labels.of(
                "policy", c.key().policy(),
                "pool", c.key().pool(),
                "class", c.key().requestClass());
    }

    private static Labels rule(ClientTraffic c) {
        return Labels.of("route", c.route(), "rule", c.rule());
    }
}
