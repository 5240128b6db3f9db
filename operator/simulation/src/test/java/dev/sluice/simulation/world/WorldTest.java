package dev.sluice.simulation.world;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.contract.observation.Failure;
import dev.sluice.simulation.report.Figures;
import dev.sluice.simulation.scenario.Change;
import dev.sluice.simulation.scenario.Effect;
import dev.sluice.simulation.scenario.Scenario;
import dev.sluice.simulation.scenario.Seller;
import dev.sluice.simulation.scenario.Target;
import dev.sluice.simulation.strategy.Strategy;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WorldTest {
    private static final long SECOND = 1_000_000_000L;

    @ParameterizedTest
    @EnumSource(Strategy.class)
    void sameSeedGivesTheSameRun(Strategy strategy) {
        Scenario scenario = scenario(fault("cheap"));
        Trace one = strategy.run(scenario, 5);
        Trace other = strategy.run(scenario, 5);

        assertArrayEquals(one.good, other.good);
        assertArrayEquals(one.costPicos, other.costPicos);
        assertArrayEquals(one.first, other.first);
    }

    @Test
    void everyStrategyMeetsTheSameArrivals() {
        Scenario scenario = scenario();

        assertArrayEquals(Strategy.SLUICE.run(scenario, 3).sent, Strategy.ROUND_ROBIN.run(scenario, 3).sent);
    }

    @Test
    void nothingIsBrokenWhileASellerFails() {
        for (long seed = 1; seed <= 3; seed++) {
            Trace trace = Strategy.SLUICE.run(scenario(fault("cheap")), seed);
            assertEquals(List.of(), trace.violations, "seed " + seed);
        }
    }

    @Test
    void trafficGoesToTheCheapSellerAndLeavesItWhenItFails() {
        Trace trace = Strategy.SLUICE.run(scenario(fault("cheap")), 1);

        assertTrue(trace.intended[55][0] > 0.5, "before: " + trace.intended[55][0]);
        assertTrue(trace.intended[75][0] < 0.05, "during: " + trace.intended[75][0]);
    }

    @Test
    void moneyIsTheSameInTheWorldAndInObservations() {
        // Else a violation says so; here somebody is charged at all.
        assertTrue(LongStream.of(Strategy.SLUICE.run(scenario(), 1).costPicos).sum() > 0);
    }

    @Test
    void regretIsPricePlusFailure() {
        Scenario scenario = scenario(fault("cheap"));
        Figures figures =
                Figures.of(scenario, Strategy.ROUND_ROBIN.run(scenario, 1), Strategy.CLAIRVOYANT.run(scenario, 1));

        assertEquals(figures.regretMicros(), figures.priceRegretMicros() + figures.failureRegretMicros(), 1e-9);
        assertTrue(figures.priceRegretMicros() > 0);
    }

    @Test
    void runsFarFasterThanTime() {
        Scenario scenario = scenario();
        Strategy.SLUICE.run(scenario, 1);
        long began = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        long requests = 0;
        for (long seed = 2; seed < 10; seed++) {
            requests += LongStream.of(Strategy.SLUICE.run(scenario, seed).sent).sum();
        }
        double seconds = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - began) / 1e9;

        System.out.printf("figure: simulated requests per second of one core: %.0f%n", requests / seconds);
        assertTrue(requests / seconds > 20_000, requests + " in " + seconds + " s");
    }

    private static Change fault(String seller) {
        return new Change.Fault(
                new Target(List.of(seller), null, null, null, null),
                60 * SECOND,
                90 * SECOND,
                0,
                0,
                List.of(new Effect.Errors(0.8, Failure.SERVER_ERROR, -1)));
    }

    private static Scenario scenario(Change... timeline) {
        return new Scenario(
                "T",
                "a test",
                120 * SECOND,
                60 * SECOND,
                100,
                2,
                10,
                100_000_000,
                new Scenario.Telemetry(10_000_000, 50_000_000),
                List.of(new Scenario.RequestKind("eth_call", 1)),
                List.of(seller("cheap", 5), seller("fair", 10), seller("dear", 20)),
                json("{}"),
                json("""
                        {"intent": "Cheapest",
                         "objectives": {"latency": {"percentile": 95, "target": "300ms"}},
                         "shift": {"interval": "2s", "shiftBack": {"maxPointsPerSecond": 4, "stabilizationWindow": "10s"}}}
                        """),
                List.of(timeline));
    }

    private static Seller seller(String name, int price) {
        return new Seller(
                name,
                "BareMetal",
                name,
                name,
                "",
                List.of("DE"),
                10,
                price * 1_000_000L,
                100,
                0,
                new Seller.Truth(100, 40_000_000, 150_000_000, 0.001));
    }

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) new ObjectMapper().readTree(text);
        } catch (java.io.IOException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
