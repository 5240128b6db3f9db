package dev.sluice.control.plan;

import com.datadoghq.sketch.ddsketch.DDSketch;
import dev.sluice.contract.observation.ClassTraffic;
import dev.sluice.contract.observation.LatencyWindow;
import dev.sluice.contract.observation.Observation;
import dev.sluice.contract.observation.ProviderSight;
import dev.sluice.contract.observation.Traffic;
import dev.sluice.contract.plan.Plan;
import dev.sluice.contract.plan.PlanKey;
import dev.sluice.contract.snapshot.ConfigSnapshot;
import dev.sluice.contract.snapshot.Provider;
import dev.sluice.contract.snapshot.RequestClass;
import dev.sluice.control.account.Books;
import dev.sluice.control.account.BudgetStand;
import dev.sluice.control.account.Budgets;
import dev.sluice.control.account.Ledger;
import dev.sluice.control.account.Regulator;
import dev.sluice.crds.v1alpha1.provider.Accounting;
import dev.sluice.engine.telemetry.LatencySketch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.LongToDoubleFunction;

/**
 * A month of virtual time in steps of two minutes: the real planner, ledgers and budgets over one gateway that follows shares, refusals
 * and limits exactly. Requests are counted, not sent one by one.
 */
final class MonthLoop {
    static final long START_MILLIS = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
    static final int DAY_STEPS = 24 * 30;
    private static final int STEP_SECONDS = 120;

    final Map<PlanKey, Long> refused = new HashMap<>();
    final Map<PlanKey, Long> asked = new HashMap<>();
    final List<Long> spentByDay = new ArrayList<>();
    long steps;
    long spentPicos;
    PlanResult last;

    final Map<PlanFinding.Kind, String> said = new EnumMap<>(PlanFinding.Kind.class);
    ConfigSnapshot snapshot;

    private final Map<PlanKey, Double> parts;
    private final Map<String, Integer> medianMillis;
    private final LongToDoubleFunction demand;
    private final Planner planner = new Planner(new Random(1));
    private final Map<List<Object>, long[]> counted = new HashMap<>();
    private final Map<List<Object>, Double> fractions = new HashMap<>();
    private PlanState state = PlanState.start(0);
    private Budgets budgets = new Budgets();
    private Ledger providers = Ledger.ofProviders();
    private Books books = Books.NONE;
    private long revision;

    /** @param parts of the demand by key; @param demand requests per second by step */
    MonthLoop(
            ConfigSnapshot snapshot,
            Map<PlanKey, Double> parts,
            Map<String, Integer> medianMillis,
            LongToDoubleFunction demand) {
        this.snapshot = snapshot;
        this.parts = parts;
        this.medianMillis = medianMillis;
        this.demand = demand;
        plan(List.of());
    }

    void days(int count) {
        for (int day = 0; day < count; day++) {
            long before = spentPicos;
            for (int step = 0; step < DAY_STEPS; step++) {
                step();
            }
            spentByDay.add((spentPicos - before) / 1_000_000);
        }
    }

    /** Another leader goes on from what this one wrote down. */
    void nextLeader() {
        Map<String, Accounting> written = new HashMap<>();
        snapshot.policies().forEach(policy -> budgets.checkpoint(policy.id(), millis())
                .ifPresent(each -> written.put(policy.id(), each)));
        Map<String, Accounting> sellers = new HashMap<>();
        snapshot.providers().forEach(each -> providers
                .checkpoint(each.seller(), millis())
                .ifPresent(accounting -> sellers.put(each.seller(), accounting)));
        Books left = books;
        budgets = new Budgets();
        budgets.serve(List.of(snapshot), millis());
        written.forEach((policy, accounting) -> {
            BudgetStand stand = left.budgets().get(policy);
            budgets.restore(
                    policy,
                    accounting,
                    stand == null ? Regulator.IDLE : stand.day(),
                    stand == null ? Regulator.IDLE : stand.month(),
                    millis());
        });
        providers = Ledger.ofProviders();
        sellers.forEach((seller, accounting) -> providers.restore(seller, accounting, millis()));
        state = PlanState.resume(last.plan(), Map.of(), nanos());
    }

    double share(PlanKey key, String provider) {
        return last.decisions().stream()
                .filter(each -> each.key().equals(key) && each.provider().equals(provider))
                .findFirst()
                .map(each -> each.sharePpm() / 1e6)
                .orElse(0.0);
    }

    long requests(String provider) {
        return counted.entrySet().stream()
                .filter(each -> each.getKey().get(1).equals(provider))
                .mapToLong(each -> each.getValue()[0])
                .sum();
    }

    double bookedUsd(String policy) {
        return budgets.spend(policy, millis()).monthMicros() / 1e6;
    }

    Books books() {
        return books;
    }

    private void step() {
        parts.forEach(this::send);
        steps++;
        Observation seen = observe();
        budgets.absorb(seen, millis());
        providers.absorb(seen, millis());
        plan(List.of(seen));
    }

    private void send(PlanKey key, double part) {
        double requests = demand.applyAsDouble(steps) * STEP_SECONDS * part;
        double refusing = last.plan().refusals().stream()
                        .filter(each -> each.key().equals(key))
                        .mapToInt(Plan.Refusal::ppm)
                        .sum()
                / 1e6;
        asked.merge(key, Math.round(requests), Long::sum);
        refused.merge(key, Math.round(requests * refusing), Long::sum);
        double admitted = requests * (1 - refusing);
        for (Provider provider : snapshot.providers()) {
            List<Object> cell = List.of(key, provider.id());
            double whole = fractions.getOrDefault(cell, 0.0) + admitted * share(key, provider.id());
            long sent = (long) whole;
            fractions.put(cell, whole - sent);
            long[] sums = counted.computeIfAbsent(cell, none -> new long[2]);
            long picos = sent * provider.price().perMillionRequestsMicros();
            sums[0] += sent;
            sums[1] += picos;
            spentPicos += picos;
        }
    }

    private Observation observe() {
        List<Traffic> traffic = new ArrayList<>();
        counted.forEach((cell, sums) -> {
            PlanKey key = (PlanKey) cell.get(0);
            String provider = (String) cell.get(1);
            long number = steps * STEP_SECONDS / 2 - 1;
            traffic.add(new Traffic(
                    key, provider, sums[0], sums[0], sums[0], Map.of(), sums[1], List.of(window(number, provider))));
        });
        List<ProviderSight> sights = snapshot.providers().stream()
                .map(each -> new ProviderSight(each.id(), ProviderSight.Health.HEALTHY, 0, 0, 0, 0, -1, null, null))
                .toList();
        List<ClassTraffic> classes = asked.entrySet().stream()
                .map(each -> new ClassTraffic(each.getKey(), each.getValue(), 0, 0, refused.get(each.getKey())))
                .toList();
        return new Observation(
                "default/edge",
                "gw",
                START_MILLIS,
                millis(),
                1,
                1,
                1,
                1,
                true,
                null,
                traffic,
                sights,
                List.of(),
                classes);
    }

    private LatencyWindow window(long number, String provider) {
        DDSketch sketch = LatencySketch.empty();
        for (int i = 0; i < 20; i++) {
            sketch.accept(medianMillis.get(provider) * 1e6 * (0.8 + i * 0.02));
        }
        return new LatencyWindow(number, 20, LatencySketch.encode(sketch));
    }

    private void plan(List<Observation> seen) {
        budgets.serve(List.of(snapshot), millis());
        books = Books.of(budgets.regulate(millis()), List.of(snapshot), providers, millis());
        last = planner.plan(new PlanInput(snapshot, seen, List.of(), books, state, 1, ++revision, millis(), nanos()));
        state = last.state();
        last.findings().forEach(each -> said.put(each.kind(), each.message()));
    }

    private long millis() {
        return START_MILLIS + steps * STEP_SECONDS * 1_000;
    }

    private long nanos() {
        return steps * STEP_SECONDS * Some.SECOND;
    }

    /** A class with nothing special about it but its value. */
    static RequestClass requestClass(String name, int value) {
        return new RequestClass(
                name, List.of(name), List.of(), List.of(), value, RequestClass.WriteMode.SINGLE, List.of());
    }
}
