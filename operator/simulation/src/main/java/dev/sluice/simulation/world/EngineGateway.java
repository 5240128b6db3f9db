package dev.sluice.simulation.world;

import dev.sluice.contract.observation.Failure;
import dev.sluice.contract.observation.Observation;
import dev.sluice.contract.plan.Plan;
import dev.sluice.contract.snapshot.ConfigSnapshot;
import dev.sluice.engine.GatewayState;
import dev.sluice.engine.Probe;
import dev.sluice.engine.model.CompileResult;
import dev.sluice.engine.model.RuntimeModel;
import dev.sluice.engine.routing.Exchange;
import dev.sluice.engine.routing.LoopRouter;
import dev.sluice.engine.routing.Pick;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A gateway with the real engine inside, as the server drives it. */
final class EngineGateway implements DataPlane {
    private final World world;
    private final Map<String, Integer> sellers;
    private final List<SimulatedCall> calls;
    private final GatewayState state;
    private final LoopRouter router;
    private final long clockOffsetMillis;
    private @Nullable Plan plan;
    private long costPicos;

    /** @param sellers index by provider id; @param clockOffsetMillis what its wall clock is wrong by */
    EngineGateway(
            World world,
            String name,
            Map<String, Integer> sellers,
            List<SimulatedCall> calls,
            long clockOffsetMillis,
            RandomGenerator random) {
        this.world = world;
        this.sellers = sellers;
        this.calls = calls;
        this.clockOffsetMillis = clockOffsetMillis;
        state = new GatewayState(name, wallMillis(0), 0);
        router = state.newLoop(random);
    }

    @Override
    public void load(ConfigSnapshot snapshot, long nowNanos) {
        if (state.apply(snapshot, nowNanos) instanceof CompileResult.Rejected(var violations)) {
            throw new IllegalStateException("the gateway refused a snapshot: " + violations);
        }
    }

    void follow(Plan newer, long nowNanos) {
        if (state.apply(newer, nowNanos)) {
            plan = newer;
        }
    }

    Observation observe(long nowNanos) {
        return state.observe(List.of(router.report(nowNanos)), wallMillis(nowNanos), nowNanos);
    }

    /** What sellers took by the prices of the snapshots their requests were made under. */
    long costPicos() {
        return costPicos;
    }

    @Override
    public int first(Flight flight, long nowNanos) {
        SimulatedCall call = calls.get(flight.kind);
        Exchange x = new Exchange();
        flight.memory = x;
        if (router.match(x, Manifests.PORT, call, nowNanos) == null || router.drawBackend(x) == null) {
            return NOBODY;
        }
        router.classify(x, call, call.body, 0, call.body.length);
        return router.pick(x, nowNanos) == Pick.PICKED ? seller(x) : NOBODY;
    }

    @Override
    public int again(Flight flight, long nowNanos) {
        Exchange x = exchange(flight);
        return router.pickRetry(x, true, nowNanos) == Pick.PICKED ? seller(x) : NOBODY;
    }

    @Override
    public void answered(Flight flight, long nowNanos) {
        Exchange x = exchange(flight);
        costPicos += x.provider().provider().price().perMillionRequestsMicros();
        router.answered(x, nowNanos);
    }

    @Override
    public void failed(Flight flight, int status, long nowNanos) {
        Exchange x = exchange(flight);
        Failure failure = flight.failure;
        if (failure == null) {
            throw new IllegalStateException("an attempt failed without a reason");
        }
        if (flight.reached()) {
            costPicos += x.provider().provider().price().perMillionRequestsMicros();
        }
        router.failed(x, failure, status, 0, nowNanos);
    }

    @Override
    public void finished(Flight flight, int status, long nowNanos) {
        router.finished(exchange(flight), status, status >= 500, nowNanos);
    }

    @Override
    public void tick(long nowNanos) {
        state.tick(nowNanos);
        for (Probe probe : state.probesDue(nowNanos)) {
            world.probe(
                    index(probe.provider().id()),
                    probe.check().timeoutNanos(),
                    nowNanos,
                    (failure, latency, head, now) -> state.probed(probe, failure, latency, head, now));
        }
    }

    @Override
    public long revision() {
        RuntimeModel model = state.model();
        return model == null ? 0 : model.revision();
    }

    /** Of the plan's first class; null before the first plan and where declared weights hold. */
    @Override
    public double @Nullable [] intended() {
        Plan now = plan;
        if (now == null
                || now.entries().isEmpty()
                || now.entries().getFirst().shares().isEmpty()) {
            return null;
        }
        double[] shares = new double[sellers.size()];
        now.entries().getFirst().shares().forEach(s -> shares[index(s.provider())] = (double) s.ppm() / Plan.WHOLE);
        return shares;
    }

    private long wallMillis(long nowNanos) {
        return World.START_MILLIS + clockOffsetMillis + nowNanos / 1_000_000;
    }

    private int seller(Exchange x) {
        return index(x.provider().id());
    }

    private int index(String provider) {
        Integer index = sellers.get(provider);
        if (index == null) {
            throw new IllegalStateException("nobody knows provider " + provider);
        }
        return index;
    }

    private static Exchange exchange(Flight flight) {
        if (flight.memory instanceof Exchange x) {
            return x;
        }
        throw new IllegalStateException("a request that was never begun");
    }
}
