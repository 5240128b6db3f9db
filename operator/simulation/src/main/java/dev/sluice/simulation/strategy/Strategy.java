package dev.sluice.simulation.strategy;

import dev.sluice.simulation.scenario.Scenario;
import dev.sluice.simulation.strategy.PlainGateway.Known;
import dev.sluice.simulation.world.Operator;
import dev.sluice.simulation.world.Site;
import dev.sluice.simulation.world.Trace;
import dev.sluice.simulation.world.World;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Everything that can be run in a world, by the name reports use. */
public enum Strategy {
    SLUICE("sluice", null),
    SLUICE_NO_FORECAST("sluice-no-forecast", null),
    /** In a scenario whose pool names scorers; elsewhere it is the same as the whole. */
    SLUICE_SCORED("sluice-scored", null),
    ROUND_ROBIN("round-robin", known -> new RoundRobin(known.site().index() * 5)),
    LEAST_CONNECTIONS(
            "least-connections",
            known -> new LeastConnections(known.sellers(), known.site().random())),
    P2C_EWMA("p2c-ewma", known -> new P2cEwma(known.sellers(), known.site().random())),
    STATIC_FAILOVER(
            "static-failover",
            known -> new StaticFailover(known.providers(), known.site().gateways())),
    ERPC_LIKE(
            "erpc-like",
            known -> new ErpcLike(
                    known.providers(), known.site().gateways(), known.site().random())),
    CLAIRVOYANT("clairvoyant", Clairvoyant::new);

    private final String label;
    private final @Nullable Function<Known, Balancer> balancer;

    Strategy(String label, @Nullable Function<Known, Balancer> balancer) {
        this.label = label;
        this.balancer = balancer;
    }

    public String label() {
        return label;
    }

    /** Whether it is the product, whole or without a part. */
    public boolean ours() {
        return balancer == null;
    }

    /** Whether it knows no more than it saw. */
    public boolean causal() {
        return this != CLAIRVOYANT;
    }

    public Trace run(Scenario scenario, long seed) {
        Function<Known, Balancer> made = balancer;
        return made == null
                ? World.run(scenario, seed, new Operator.Settings(this != SLUICE_NO_FORECAST, plan -> {}))
                : World.run(scenario, seed, (Site site) -> new PlainGateway(site, made));
    }
}
