package dev.sluice.simulation.world;

import dev.sluice.simulation.scenario.Change;
import dev.sluice.simulation.scenario.Change.Churn;
import dev.sluice.simulation.scenario.Change.Fault;
import dev.sluice.simulation.scenario.Effect;
import dev.sluice.simulation.scenario.Scenario;
import dev.sluice.simulation.scenario.Seller;
import dev.sluice.simulation.scenario.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Brings the faults of a timeline over the sellers. Looks four times a second, so ramps grow in small steps. */
final class Weather {
    static final long STEP_NANOS = 250_000_000L;
    private static final double MINUTE_NANOS = 60e9;

    private final List<SellerState> sellers;
    private final List<Hit> hits = new ArrayList<>();

    /** One fault at one seller. */
    private record Hit(int seller, long fromNanos, long untilNanos, long rampNanos, Effect effect) {}

    Weather(Scenario scenario, List<SellerState> sellers, RandomGenerator random) {
        this.sellers = sellers;
        for (Change change : scenario.timeline()) {
            switch (change) {
                case Fault fault -> fault(scenario, fault);
                case Churn churn -> churn(scenario, churn, random);
                case Change.Price _,
                        Change.Demand _,
                        Change.Policy _,
                        Change.Partition _,
                        Change.Delay _,
                        Change.Forgery _,
                        Change.Settlement _ -> {}
            }
        }
    }

    void step(long nowNanos) {
        for (SellerState seller : sellers) {
            seller.clear();
        }
        for (Hit hit : hits) {
            if (hit.fromNanos <= nowNanos && nowNanos < hit.untilNanos) {
                double strength =
                        hit.rampNanos == 0 ? 1 : Math.min(1, (double) (nowNanos - hit.fromNanos) / hit.rampNanos);
                apply(hit, strength, nowNanos, sellers.get(hit.seller));
            }
        }
    }

    private static void apply(Hit hit, double strength, long nowNanos, SellerState at) {
        long age = nowNanos - hit.fromNanos;
        switch (hit.effect) {
            case Effect.Errors(double rate, var kind, int client)
            when client >= 0 -> {
                at.censored = rate * strength;
                at.censoredClient = client;
                at.impaired = true;
            }
            case Effect.Errors(double rate, var kind, int client) -> {
                at.errors = together(at.errors, rate * strength);
                at.errorKind = kind;
                at.impaired = true;
            }
            case Effect.Silence(double rate) -> {
                at.silence = together(at.silence, rate * strength);
                at.impaired = true;
            }
            case Effect.Slow(double factor) -> {
                at.slow *= Math.pow(factor, strength);
                at.impaired = true;
            }
            case Effect.Refuse(long lifetime) -> {
                at.refuse = together(at.refuse, 1 - Math.exp(-(double) age / lifetime));
                at.impaired = true;
            }
            case Effect.Capacity(double factor) -> {
                at.capacity *= 1 + (factor - 1) * strength;
                at.impaired |= factor < 1;
            }
            case Effect.Probes(double failRate, boolean masked) -> {
                at.probeFailures = together(at.probeFailures, failRate);
                at.probesMasked |= masked;
            }
            case Effect.Flapping(long period) -> at.flapped |= age % period < period / 2;
            case Effect.Head(long block) -> at.head = block;
        }
    }

    private static double together(double one, double other) {
        return 1 - (1 - one) * (1 - other);
    }

    private void fault(Scenario scenario, Fault fault) {
        long from = fault.fromNanos();
        for (int i : covered(scenario, fault.target())) {
            for (Effect effect : fault.effects()) {
                hits.add(new Hit(i, from, fault.untilNanos(), fault.rampNanos(), effect));
            }
            from += fault.staggerNanos();
        }
    }

    private void churn(Scenario scenario, Churn churn, RandomGenerator random) {
        for (int i : covered(scenario, churn.target())) {
            double at = churn.fromNanos();
            while (true) {
                at += -Math.log(1 - random.nextDouble()) * MINUTE_NANOS / churn.perMinute();
                if (at >= churn.untilNanos()) {
                    break;
                }
                long from = (long) at;
                hits.add(new Hit(i, from, from + churn.downNanos(), 0, new Effect.Silence(1)));
                at += churn.downNanos();
            }
        }
    }

    static int[] covered(Scenario scenario, Target target) {
        List<Seller> all = scenario.sellers();
        return IntStream.range(0, all.size())
                .filter(i -> target.covers(all.get(i)))
                .toArray();
    }
}
