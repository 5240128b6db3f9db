package dev.sluice.engine.telemetry;

import com.datadoghq.sketch.ddsketch.DDSketch;
import dev.sluice.contract.observation.ClassTraffic;
import dev.sluice.contract.observation.ClientTraffic;
import dev.sluice.contract.observation.Failure;
import dev.sluice.contract.observation.LatencyWindow;
import dev.sluice.contract.observation.Traffic;
import dev.sluice.contract.plan.PlanKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * What one event loop counted. Immutable: made on its loop, merged anywhere.
 *
 * @param traffic attempts by plan key and provider
 * @param clients what clients saw by rule
 * @param classes what clients saw by plan key
 * @param attemptLatencies of attempts that gave an answer
 * @param requestLatencies of all requests, to the end of their answers
 */
public record LoopReport(
        List<Traffic> traffic,
        List<ClientTraffic> clients,
        List<ClassTraffic> classes,
        Map<TrafficId, LatencyCounts> attemptLatencies,
        Map<RuleId, LatencyCounts> requestLatencies) {

    public record TrafficId(PlanKey key, String provider) {}

    public record RuleId(String route, String rule) {}

    private static final Comparator<PlanKey> BY_KEY =
            Comparator.comparing(PlanKey::policy).thenComparing(PlanKey::pool).thenComparing(PlanKey::requestClass);
    private static final Comparator<Traffic> BY_KEY_AND_PROVIDER =
            Comparator.comparing(Traffic::key, BY_KEY).thenComparing(Traffic::provider);
    private static final Comparator<ClientTraffic> BY_RULE =
            Comparator.comparing(ClientTraffic::route).thenComparing(ClientTraffic::rule);

    public LoopReport {
        traffic = List.copyOf(traffic);
        clients = List.copyOf(clients);
        classes = List.copyOf(classes);
        attemptLatencies = Map.copyOf(attemptLatencies);
        requestLatencies = Map.copyOf(requestLatencies);
    }

    /** The sum of all loops, sorted. */
    public static LoopReport merge(List<LoopReport> loops) {
        Map<List<Object>, Traffic> traffic = new LinkedHashMap<>();
        Map<List<Object>, ClientTraffic> clients = new LinkedHashMap<>();
        Map<PlanKey, ClassTraffic> classes = new TreeMap<>(BY_KEY);
        Map<TrafficId, LatencyCounts> attempts = new HashMap<>();
        Map<RuleId, LatencyCounts> requests = new HashMap<>();
        for (LoopReport loop : loops) {
            loop.attemptLatencies.forEach((id, counts) -> attempts.merge(id, counts, LatencyCounts::plus));
            loop.requestLatencies.forEach((id, counts) -> requests.merge(id, counts, LatencyCounts::plus));
            loop.traffic.forEach(t -> traffic.merge(List.of(t.key(), t.provider()), t, LoopReport::sum));
            loop.clients.forEach(c -> clients.merge(List.of(c.route(), c.rule()), c, LoopReport::sum));
            loop.classes.forEach(c -> classes.merge(c.key(), c, ClassTraffic::plus));
        }
        return new LoopReport(
                traffic.values().stream().sorted(BY_KEY_AND_PROVIDER).toList(),
                clients.values().stream().sorted(BY_RULE).toList(),
                List.copyOf(classes.values()),
                attempts,
                requests);
    }

    private static Traffic sum(Traffic a, Traffic b) {
        Map<Failure, Long> failures = new EnumMap<>(Failure.class);
        a.failures().forEach((kind, count) -> failures.merge(kind, count, Long::sum));
        b.failures().forEach((kind, count) -> failures.merge(kind, count, Long::sum));
        return new Traffic(
                a.key(),
                a.provider(),
                a.firstAttempts() + b.firstAttempts(),
                a.attempts() + b.attempts(),
                a.successes() + b.successes(),
                failures,
                a.costPicos() + b.costPicos(),
                merge(a.latency(), b.latency()));
    }

    private static ClientTraffic sum(ClientTraffic a, ClientTraffic b) {
        return new ClientTraffic(
                a.route(),
                a.rule(),
                a.requests() + b.requests(),
                IntStream.range(0, a.answers().size())
                        .mapToObj(i -> a.answers().get(i) + b.answers().get(i))
                        .toList(),
                a.gatewayErrors() + b.gatewayErrors(),
                a.retries() + b.retries(),
                a.hedges() + b.hedges(),
                merge(a.latency(), b.latency()));
    }

    private static List<LatencyWindow> merge(List<LatencyWindow> a, List<LatencyWindow> b) {
        Map<Long, LatencyWindow> byNumber = new TreeMap<>();
        a.forEach(w -> byNumber.merge(w.number(), w, LoopReport::merge));
        b.forEach(w -> byNumber.merge(w.number(), w, LoopReport::merge));
        return new ArrayList<>(byNumber.values());
    }

    private static LatencyWindow merge(LatencyWindow a, LatencyWindow b) {
        try {
            DDSketch sketch = LatencySketch.decode(a.sketch());
            sketch.mergeWith(LatencySketch.decode(b.sketch()));
            return new LatencyWindow(a.number(), a.count() + b.count(), LatencySketch.encode(sketch));
        } catch (IOException e) {
            throw new IllegalStateException("a sketch this process wrote cannot be read", e);
        }
    }
}
