package dev.sluice.control.plan;

import dev.sluice.contract.observation.Observation;
import dev.sluice.contract.snapshot.ConfigSnapshot;
import dev.sluice.contract.snapshot.Provider;
import dev.sluice.control.account.Books;
import dev.sluice.control.plan.bound.ActiveOverride;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;

/** Gateways, providers and a planner closed into a loop of two-second ticks of virtual time. */
final class ToyLoop {
    static final int TICK_SECONDS = 2;

    final Map<String, ToyGateway.Toy> toys = new HashMap<>();
    final List<ToyGateway> gateways = new ArrayList<>();
    final List<Map<String, Double>> history = new ArrayList<>();
    ConfigSnapshot snapshot;
    List<ActiveOverride> overrides = List.of();
    Books books = Books.NONE;
    int requestsPerSecond = 200;
    double moved;
    PlanResult last;

    private final Planner planner = new Planner(new Random(1));
    private PlanState state = PlanState.start(0);
    private Map<String, Integer> shares = new LinkedHashMap<>();
    long nowNanos;

    ToyLoop(ConfigSnapshot snapshot, int gateways, boolean avoidUnhealthy, long seed) {
        this.snapshot = snapshot;
        for (Provider provider : snapshot.providers()) {
            toys.put(provider.id(), new ToyGateway.Toy());
        }
        for (int n = 0; n < gateways; n++) {
            this.gateways.add(new ToyGateway(
                    "gw-" + n, snapshot.providers(), toys, avoidUnhealthy, new SplittableRandom(seed * 31 + n)));
        }
        plan(List.of());
    }

    /** A provider that is new to the world. */
    void join(Provider provider) {
        toys.put(provider.id(), new ToyGateway.Toy());
        gateways.forEach(each -> each.join(provider));
    }

    void reprice(Provider provider) {
        gateways.forEach(each -> each.reprice(provider));
    }

    ToyGateway.Toy toy(String name) {
        return toys.get("default/" + name);
    }

    double share(String name) {
        return shares.getOrDefault("default/" + name, 0) / 1e6;
    }

    Decision decision(String name) {
        return last.decisions().stream()
                .filter(each -> each.provider().equals("default/" + name))
                .findFirst()
                .orElseThrow();
    }

    void ticks(int count) {
        for (int n = 0; n < count; n++) {
            tick();
        }
    }

    void tick() {
        for (int second = 0; second < TICK_SECONDS; second++) {
            gateways.forEach(each -> each.second(requestsPerSecond / gateways.size(), shares));
        }
        nowNanos += TICK_SECONDS * Some.SECOND;
        plan(gateways.stream().map(each -> each.observe(Some.KEY)).toList());
    }

    /** Another leader goes on from the plan in force and what was written of newcomers. */
    void changeLeader() {
        state = PlanState.resume(last.plan(), state.probation(nowNanos), nowNanos);
    }

    void plan(List<Observation> observations) {
        last = planner.plan(new PlanInput(
                snapshot,
                observations,
                overrides,
                books,
                state,
                1,
                history.size() + 1,
                nowNanos / 1_000_000,
                nowNanos));
        state = last.state();
        Map<String, Integer> before = shares;
        shares = new LinkedHashMap<>();
        last.decisions().forEach(each -> shares.put(each.provider(), each.sharePpm()));
        Map<String, Double> row = new LinkedHashMap<>();
        shares.forEach((id, ppm) -> {
            row.put(id, ppm / 1e6);
            moved += Math.abs(ppm - before.getOrDefault(id, ppm)) / 1e6;
        });
        history.add(row);
    }
}
