package dev.sluice.control.plan;

import dev.sluice.contract.plan.Plan;
import dev.sluice.contract.plan.PlanKey;
import dev.sluice.contract.snapshot.ConfigSnapshot;
import dev.sluice.contract.snapshot.Objectives;
import dev.sluice.contract.snapshot.Policy;
import dev.sluice.contract.snapshot.Provider;
import dev.sluice.contract.snapshot.Shift;
import dev.sluice.control.forecast.DeclaredEvents;
import dev.sluice.control.forecast.Foresight;
import dev.sluice.control.forecast.PodFloor;
import dev.sluice.control.objective.ClassStand;
import dev.sluice.control.objective.ErrorBudgets;
import dev.sluice.control.plan.PlanState.KeyState;
import dev.sluice.control.plan.assess.Demand;
import dev.sluice.control.plan.assess.Outages;
import dev.sluice.control.plan.assess.PlanKeys;
import dev.sluice.control.plan.assess.PlanKeys.Scope;
import dev.sluice.control.plan.assess.Throttled;
import dev.sluice.control.plan.assess.World;
import dev.sluice.control.plan.bound.ActiveOverride;
import dev.sluice.control.pooling.Evidence;
import dev.sluice.control.pooling.Pooled;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * Plans the shares of one Gateway: absorb what gateways counted, pool it, then for each key assess the providers, choose a
 * target within the bounds and take one damped step. Equal input and an equal generator give an equal plan.
 */
public final class Planner {
    /** Planners of a fleet spread their ticks over this part of an interval, so that they do not move in step. */
    private static final int JITTER_PART = 20;

    /** An autoscaler looks four times a minute, and a pod has to be placed and to start. */
    private static final long POD_LEAD_MILLIS = 120_000;

    private final RandomGenerator random;
    private final boolean forecast;

    /** @param random spreads ticks; no share depends on it */
    public Planner(RandomGenerator random) {
        this(random, true);
    }

    /** @param forecast whether to look ahead; without, only what was measured moves shares */
    public Planner(RandomGenerator random, boolean forecast) {
        this.random = random;
        this.forecast = forecast;
    }

    public PlanResult plan(PlanInput input) {
        ConfigSnapshot snapshot = input.snapshot();
        long nowNanos = input.nowNanos();
        List<Scope> scopes = PlanKeys.of(snapshot);
        Map<String, Provider> providers = providers(snapshot);
        Evidence absorbed =
                input.previous().evidence().absorb(input.observations(), latencyTargets(snapshot), nowNanos);
        Pooled seen = Pooled.of(absorbed, nowNanos);
        Outages outages = input.previous().outages().then(seen, nowNanos);
        Evidence evidence =
                absorbed.forgetting(outages.returnedSince(input.previous().outages(), seen));
        Pooled pooled = evidence == absorbed ? seen : Pooled.of(evidence, nowNanos);
        Throttled throttled = input.previous().throttled().then(pooled, providers, nowNanos);
        Map<String, DeclaredEvents> events = events(snapshot, input.nowMillis());
        Demand demand = input.previous().demand().then(pooled, events);
        Foresight foresight = forecast
                ? input.previous().foresight().then(pooled, demand.now(), shortestIntervalNanos(scopes), nowNanos)
                : Foresight.NONE;
        Map<String, Double> expected = demand.bySeller(scopes, providers, foresight, events);
        ErrorBudgets errorBudgets =
                input.previous().errorBudgets().then(input.observations(), snapshot.policies(), nowNanos);
        List<ClassStand> objectives = errorBudgets.stands(snapshot.policies());
        List<PlanFinding> findings = new ArrayList<>();
        World world = new World(
                providers,
                pooled,
                outages,
                foresight,
                foresight.silent(nowNanos),
                throttled.perSecond(),
                demand.grows(foresight, events)
                        ? demand.bySeller(scopes, providers, Foresight.NONE, Map.of())
                        : expected,
                expected,
                events,
                input.books(),
                ClassStand.levels(objectives),
                overridesInForce(input),
                nowNanos);

        List<Plan.Entry> entries = new ArrayList<>();
        List<Decision> decisions = new ArrayList<>();
        Map<PlanKey, KeyState> states = new HashMap<>();
        for (Scope scope : scopes) {
            KeyPlanner.Outcome outcome =
                    new KeyPlanner(scope, world).plan(input.previous().key(scope.key()));
            entries.add(outcome.entry());
            states.put(scope.key(), outcome.state());
            decisions.addAll(outcome.decisions());
            findings.addAll(outcome.findings());
        }
        findings.addAll(Remarks.of(world));
        PodFloor.Expected clients = new PodFloor.Expected(
                demand.total(), demand.expected(foresight, events(snapshot, input.nowMillis() + POD_LEAD_MILLIS)));
        findings.addAll(MoneyRemarks.of(snapshot, input.books()));
        findings.addAll(Remarks.ofObjectives(objectives));
        Plan plan = new Plan(
                snapshot.gateway(),
                input.epoch(),
                input.revision(),
                planTtlNanos(scopes),
                entries,
                Rationing.refusals(scopes, input.books()),
                Rationing.limits(snapshot, input.books()),
                pooled.reporters());
        PlanState state = new PlanState(evidence, states, outages, throttled, foresight, demand, errorBudgets);
        return new PlanResult(
                plan,
                state,
                decisions,
                findings,
                objectives,
                foresight.shown(),
                clients,
                nowNanos + untilNextLookNanos(scopes));
    }

    /** Those whose time is not over and that name a provider served here. */
    private static List<ActiveOverride> overridesInForce(PlanInput input) {
        return input.overrides().stream()
                .filter(each -> each.inForce(input.nowNanos()))
                .filter(each -> input.snapshot().providers().stream().anyMatch(each::covers))
                .toList();
    }

    private static ToLongFunction<PlanKey> latencyTargets(ConfigSnapshot snapshot) {
        Map<String, Long> byPolicy = new HashMap<>();
        for (Policy policy : snapshot.policies()) {
            Objectives.Latency latency = policy.objectives().latency();
            byPolicy.put(policy.id(), latency == null ? Long.MAX_VALUE : latency.targetNanos());
        }
        return key -> byPolicy.getOrDefault(key.policy(), Long.MAX_VALUE);
    }

    private static Map<String, DeclaredEvents> events(ConfigSnapshot snapshot, long nowMillis) {
        Map<String, DeclaredEvents> events = new HashMap<>();
        snapshot.policies().forEach(policy -> events.put(policy.id(), DeclaredEvents.of(policy, nowMillis)));
        return events;
    }

    private static Map<String, Provider> providers(ConfigSnapshot snapshot) {
        return snapshot.providers().stream().collect(Collectors.toMap(Provider::id, each -> each));
    }

    private static long planTtlNanos(List<Scope> scopes) {
        return scopes.stream()
                .mapToLong(scope -> scope.policy().shift().planTtlNanos())
                .min()
                .orElse(Shift.DEFAULT.planTtlNanos());
    }

    private long untilNextLookNanos(List<Scope> scopes) {
        long interval = shortestIntervalNanos(scopes);
        return interval - random.nextLong(interval / JITTER_PART + 1);
    }

    private static long shortestIntervalNanos(List<Scope> scopes) {
        return scopes.stream()
                .mapToLong(scope -> scope.policy().shift().intervalNanos())
                .min()
                .orElse(Shift.DEFAULT.intervalNanos());
    }
}
