package dev.sluice.simulation.world;

import dev.sluice.contract.observation.Observation;
import dev.sluice.contract.plan.Plan;
import dev.sluice.contract.snapshot.ConfigSnapshot;
import dev.sluice.control.account.Books;
import dev.sluice.control.account.Budgets;
import dev.sluice.control.account.Ledger;
import dev.sluice.control.plan.PlanInput;
import dev.sluice.control.plan.PlanResult;
import dev.sluice.control.plan.PlanState;
import dev.sluice.control.plan.Planner;
import dev.sluice.simulation.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The real planner, looking through the wire: it asks each gateway before it plans, sees what has arrived by then, and what it
 * decides arrives a little later. Its own clock starts elsewhere than the gateways'.
 */
public final class Operator {
    /** @param forecast whether the planner looks ahead; @param listener is shown each plan with its reasons */
    public record Settings(boolean forecast, Consumer<PlanResult> listener) {
        public static final Settings DEFAULT = new Settings(true, plan -> {});
    }

    private static final long EPOCH = 1;
    private static final long CLOCK_OFFSET_NANOS = 77_000_000_000_000L;
    private static final long LEAST_DELIVERY_NANOS = 50_000_000L;
    private static final long MOST_DELIVERY_NANOS = 500_000_000L;
    /** Reports slower than this are not waited for. */
    private static final long PATIENCE_NANOS = 500_000_000L;

    private final Scenario scenario;
    private final List<EngineGateway> gateways;
    private final EventQueue queue;
    private final Configuration configuration;
    private final Trace trace;
    private final Planner planner;
    private final Telemetry telemetry;
    private final Invariants invariants;
    private final SplittableRandom random;
    private final Consumer<PlanResult> listener;
    private final @Nullable Observation[] inbox;
    private final Ledger providers = Ledger.ofProviders();
    private final Budgets budgets = new Budgets();
    private PlanState state = PlanState.start(CLOCK_OFFSET_NANOS);
    private long revision;

    Operator(
            Scenario scenario,
            List<EngineGateway> gateways,
            EventQueue queue,
            Configuration configuration,
            Trace trace,
            Settings settings,
            SplittableRandom random) {
        this.scenario = scenario;
        this.gateways = gateways;
        this.queue = queue;
        this.configuration = configuration;
        this.trace = trace;
        this.random = random;
        listener = settings.listener();
        planner = new Planner(random.split(), settings.forecast());
        telemetry = new Telemetry(scenario, random.split());
        invariants = new Invariants(trace);
        inbox = new @Nullable Observation[gateways.size()];
    }

    void start() {
        read(0);
    }

    /** Reads all gateways now, and plans when what is quick has arrived. */
    private void read(long now) {
        for (int i = 0; i < gateways.size(); i++) {
            if (!telemetry.isCut(i, now)) {
                int from = i;
                Observation seen = telemetry.forge(i, gateways.get(i).observe(now), now);
                queue.add(now + telemetry.delayNanos(i, now), then -> arrived(from, seen, then));
            }
        }
        long wait = Math.min(scenario.telemetry().mostNanos() + 1, PATIENCE_NANOS);
        queue.add(now + wait, then -> plan(then, wait));
    }

    private void arrived(int gateway, Observation seen, long now) {
        Observation before = inbox[gateway];
        if (before == null || seen.atMillis() > before.atMillis()) {
            inbox[gateway] = seen;
            invariants.heard(now);
        }
    }

    private void plan(long now, long waited) {
        List<Observation> seen = new ArrayList<>();
        for (Observation each : inbox) {
            if (each != null) {
                seen.add(each);
            }
        }
        ConfigSnapshot snapshot = configuration.snapshot();
        long nowMillis = World.START_MILLIS + now / 1_000_000;
        Books books = books(seen, snapshot, nowMillis);
        long clock = now + CLOCK_OFFSET_NANOS;
        PlanResult result = planner.plan(
                new PlanInput(snapshot, seen, List.of(), books, state, EPOCH, ++revision, nowMillis, clock));
        state = result.state();
        listener.accept(result);
        invariants.planned(snapshot, result, now);
        deliver(result.plan(), now);
        long next = result.nextLookNanos() - CLOCK_OFFSET_NANOS;
        queue.add(Math.max(now + 1, next - waited), this::read);
    }

    private Books books(List<Observation> seen, ConfigSnapshot snapshot, long nowMillis) {
        seen.forEach(reading -> {
            providers.absorb(reading, nowMillis);
            budgets.absorb(reading, nowMillis);
        });
        budgets.serve(List.of(snapshot), nowMillis);
        return Books.of(budgets.regulate(nowMillis), List.of(snapshot), providers, nowMillis);
    }

    private void deliver(Plan plan, long now) {
        for (int i = 0; i < gateways.size(); i++) {
            long took = random.nextLong(LEAST_DELIVERY_NANOS, MOST_DELIVERY_NANOS);
            EngineGateway gateway = gateways.get(i);
            if (!telemetry.isCut(i, now)) {
                queue.add(now + took, then -> gateway.follow(plan, then));
            }
        }
    }

    /** At the end of a run: what gateways told must be what the world knows. */
    void settle(long now) {
        for (EngineGateway gateway : gateways) {
            invariants.money(gateway.observe(now), gateway.costPicos(), now);
        }
    }
}
