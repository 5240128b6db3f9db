package dev.sluice.simulation.world;

import dev.sluice.contract.observation.Failure;
import dev.sluice.contract.snapshot.ConfigSnapshot;
import dev.sluice.contract.snapshot.Objectives;
import dev.sluice.contract.snapshot.Policy;
import dev.sluice.simulation.scenario.Scenario;
import dev.sluice.simulation.scenario.Seller;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * One run of a scenario: clients send, a fleet of gateways chooses, sellers answer or not, the operator looks and plans. The
 * whole loop stands in {@link #run}; everything else is what happens at single events.
 *
 * <p>Clients, sellers and the operator draw from streams of their own, so every way to balance meets the same arrivals and the
 * same weather under one seed.
 */
public final class World {
    /** The wall clock at a run's start. */
    static final long START_MILLIS = 1_767_225_600_000L;

    static final long SECOND = 1_000_000_000L;
    private static final long TICK_NANOS = 500_000_000L;
    private static final int UNAVAILABLE = 503;
    private static final int GATEWAY_TIMEOUT = 504;

    private final Scenario scenario;
    private final EventQueue queue = new EventQueue();
    private final List<SellerState> sellers = new ArrayList<>();
    private final List<DataPlane> gateways = new ArrayList<>();
    private final DemandCurve demand;
    private final Weather weather;
    private final Trace trace;
    private final SplittableRandom clients;
    private final Configuration configuration;
    private final @Nullable Operator operator;
    private final double[] kinds;
    private final long targetNanos;
    private final long perTryNanos;
    private long lastChangeNanos = Long.MIN_VALUE / 2;
    private boolean calm;

    private World(Scenario scenario, long seed, Site.@Nullable Builder builder, Operator.Settings settings) {
        this.scenario = scenario;
        SplittableRandom root = new SplittableRandom(seed);
        clients = root.split();
        for (Seller seller : scenario.sellers()) {
            sellers.add(new SellerState(seller, root.split()));
        }
        weather = new Weather(scenario, sellers, root.split());
        demand = new DemandCurve(scenario);
        trace = new Trace(
                (int) (scenario.lengthNanos() / SECOND),
                sellers.size(),
                scenario.requests().size());
        double sum = 0;
        kinds = new double[scenario.requests().size()];
        for (int i = 0; i < kinds.length; i++) {
            sum += scenario.requests().get(i).part();
            kinds[i] = sum;
        }
        configuration = new Configuration(scenario, queue, root.split());
        ConfigSnapshot first = configuration.snapshot();
        Policy policy = governing(first);
        Objectives.Latency latency = policy.objectives().latency();
        targetNanos = latency == null ? SECOND : latency.targetNanos();
        perTryNanos =
                policy.retry().perTryNanos() == 0 ? 10 * SECOND : policy.retry().perTryNanos();
        List<String> ids =
                scenario.sellers().stream().map(Manifests::providerId).toList();
        if (builder == null) {
            List<EngineGateway> ours = engineGateways(ids, root);
            gateways.addAll(ours);
            operator = new Operator(scenario, ours, queue, configuration, trace, settings, root.split());
        } else {
            operator = null;
            for (int i = 0; i < scenario.gateways(); i++) {
                gateways.add(builder.build(new Site(
                        i, scenario.gateways(), sellers, ids, demand::at, scenario.valuePicos(), root.split())));
            }
        }
        weather.step(0);
        gateways.forEach(gateway -> gateway.load(first, 0));
    }

    /** Runs a scenario with the real engine, translator and planner. */
    public static Trace run(Scenario scenario, long seed, Operator.Settings settings) {
        return new World(scenario, seed, null, settings).run();
    }

    /** Runs a scenario with another way to balance. */
    public static Trace run(Scenario scenario, long seed, Site.Builder builder) {
        return new World(scenario, seed, builder, Operator.Settings.DEFAULT).run();
    }

    /** A scenario's policy as the real translator understands it. */
    public static Policy policy(Scenario scenario) {
        return governing(new Configuration(scenario, new EventQueue(), new SplittableRandom(0)).snapshot());
    }

    private Trace run() {
        every(Weather.STEP_NANOS, weather::step);
        every(TICK_NANOS, now -> gateways.forEach(gateway -> gateway.tick(now)));
        every(SECOND, this::sample);
        configuration.schedule(gateways, trace, sellers);
        if (operator != null) {
            operator.start();
        }
        long arrival = nextArrival(0);
        while (true) {
            long next = queue.nextNanos();
            if (arrival <= next && arrival < scenario.lengthNanos()) {
                send(arrival);
                arrival = nextArrival(arrival);
            } else if (next < scenario.lengthNanos()) {
                queue.take().happen(next);
            } else {
                break;
            }
            trace.events++;
        }
        sample(scenario.lengthNanos());
        if (operator != null) {
            operator.settle(scenario.lengthNanos());
        }
        return trace;
    }

    private long nextArrival(long after) {
        return after + (long) (-Math.log(1 - clients.nextDouble()) * SECOND / demand.at(after));
    }

    private void send(long now) {
        int client = clients.nextInt(scenario.clients());
        double drawn = clients.nextDouble() * kinds[kinds.length - 1];
        int kind = 0;
        while (kind < kinds.length - 1 && drawn >= kinds[kind]) {
            kind++;
        }
        Flight flight = new Flight(this, client % gateways.size(), client, kind, now);
        int second = second(now);
        trace.sent[second]++;
        trace.sentByKind[kind]++;
        int seller = gateways.get(flight.gateway).first(flight, now);
        if (seller == DataPlane.NOBODY) {
            finish(flight, UNAVAILABLE, now);
        } else {
            trace.first[second][seller]++;
            attempt(flight, seller, now);
        }
    }

    private void attempt(Flight flight, int seller, long now) {
        if (configuration.forbids(gateways.get(flight.gateway).revision(), seller)) {
            trace.forbidden++;
            trace.violation(
                    now, "a request went to " + scenario.sellers().get(seller).name() + ", which is forbidden");
        }
        flight.seller = seller;
        flight.attempts++;
        flight.attemptNanos = now;
        SellerState at = sellers.get(seller);
        at.serve(flight.client, now);
        if (at.tookNanos >= perTryNanos) {
            flight.failure = Failure.TIMEOUT;
            queue.add(now + perTryNanos, flight);
        } else {
            flight.failure = at.failure;
            queue.add(now + at.tookNanos, flight);
        }
    }

    void attemptEnded(Flight flight, long now) {
        if (flight.reached()) {
            trace.costPicos[second(now)] += sellers.get(flight.seller).pricePicos;
        }
        DataPlane gateway = gateways.get(flight.gateway);
        if (flight.failure == null) {
            gateway.answered(flight, now);
            finish(flight, 200, now);
            return;
        }
        gateway.failed(flight, status(flight.failure), now);
        int seller = gateway.again(flight, now);
        if (seller == DataPlane.NOBODY) {
            finish(flight, flight.failure == Failure.TIMEOUT ? GATEWAY_TIMEOUT : UNAVAILABLE, now);
        } else {
            attempt(flight, seller, now);
        }
    }

    private void finish(Flight flight, int status, long now) {
        gateways.get(flight.gateway).finished(flight, status, now);
        int second = second(flight.bornNanos);
        if (status == 200) {
            trace.answered[second]++;
            trace.latencyMicros[second] += (now - flight.bornNanos) / 1000;
            if (now - flight.bornNanos <= targetNanos) {
                trace.good[second]++;
                trace.goodByKind[flight.kind]++;
            }
        }
    }

    /** Asks a seller for its health; the answer comes in its time. */
    void probe(int seller, long timeoutNanos, long now, ProbeEnd end) {
        SellerState at = sellers.get(seller);
        at.probe();
        boolean late = at.tookNanos >= timeoutNanos;
        Failure failure = late ? Failure.TIMEOUT : at.failure;
        long took = Math.min(at.tookNanos, timeoutNanos);
        long head = failure == null ? head(at, now) : -1;
        queue.add(now + took, then -> end.probed(failure, took, head, then));
    }

    /** What a probe found. */
    interface ProbeEnd {
        void probed(@Nullable Failure failure, long latencyNanos, long headBlock, long nowNanos);
    }

    private static long head(SellerState at, long now) {
        return at.head >= 0 ? at.head : 20_000_000 + now / (12 * SECOND);
    }

    private void sample(long now) {
        int second = second(now - 1);
        double[] shares = gateways.getFirst().intended();
        for (int i = 0; i < sellers.size(); i++) {
            SellerState seller = sellers.get(i);
            trace.intended[second][i] = shares == null ? Double.NaN : shares[i];
            trace.quality[second][i] = seller.quality(targetNanos);
            trace.impaired[second][i] = seller.isImpaired();
        }
        boolean fine = sellers.stream().noneMatch(SellerState::isImpaired)
                && demand.at(now) == demand.at(now - SECOND)
                && !configuration.changedSince(now - SECOND, now);
        if (!fine || fine != calm) {
            lastChangeNanos = now;
        }
        calm = fine;
        trace.restless[second] = now - lastChangeNanos < scenario.settleNanos() || now < scenario.settleNanos();
    }

    private void every(long periodNanos, Event what) {
        queue.add(periodNanos, new Event() {
            @Override
            public void happen(long now) {
                what.happen(now);
                queue.add(now + periodNanos, this);
            }
        });
    }

    private int second(long now) {
        return (int) Math.min(now / SECOND, trace.seconds - 1L);
    }

    private List<EngineGateway> engineGateways(List<String> ids, SplittableRandom root) {
        Map<String, Integer> index = new HashMap<>();
        for (int i = 0; i < ids.size(); i++) {
            index.put(ids.get(i), i);
        }
        List<SimulatedCall> calls = scenario.requests().stream()
                .map(each -> new SimulatedCall(each.method()))
                .toList();
        List<EngineGateway> made = new ArrayList<>();
        for (int i = 0; i < scenario.gateways(); i++) {
            made.add(new EngineGateway(this, "gateway-" + i, index, calls, root.nextLong(-300, 300), root.split()));
        }
        return made;
    }

    private static Policy governing(ConfigSnapshot snapshot) {
        return snapshot.policies().stream()
                .filter(each -> !each.id().equals(Policy.NONE))
                .findFirst()
                .orElse(Policy.DEFAULTS);
    }

    private static int status(Failure failure) {
        return switch (failure) {
            case SERVER_ERROR -> UNAVAILABLE;
            case RATE_LIMITED -> 429;
            case UNAUTHORIZED -> 401;
            case PROVIDER_FAULT, NOT_SYNCED, GARBAGE -> 200;
            case CONNECT, RESET, TIMEOUT, OVERLOADED -> 0;
        };
    }
}
