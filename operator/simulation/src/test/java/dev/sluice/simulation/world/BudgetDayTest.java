package dev.sluice.simulation.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.simulation.scenario.Scenario;
import dev.sluice.simulation.scenario.Seller;
import dev.sluice.simulation.strategy.Strategy;
import java.io.IOException;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A whole day UTC with the real engine, translator and planner: what sellers took against what might be spent. */
class BudgetDayTest {
    private static final long SECOND = 1_000_000_000L;
    private static final int REQUESTS_PER_SECOND = 3;

    @Test
    void aDayEndsWithinItsBudgetAndUsesIt() throws IOException {
        double unbounded = spentUsd("");
        double bounded = spentUsd(", \"budget\": {\"currency\": \"USD\", \"perDay\": \"2.60\"}");

        System.out.printf("figure: a day without a budget cost %.2f, with one of 2.60 USD %.2f%n", unbounded, bounded);
        assertTrue(unbounded > 4, "without a budget " + unbounded);
        assertTrue(bounded <= 2.60 && bounded > 2.3, "with a budget " + bounded);
    }

    private static double spentUsd(String budget) throws IOException {
        Trace trace = Strategy.SLUICE.run(scenario(budget), 1);
        assertEquals(List.of(), trace.violations);
        return LongStream.of(trace.costPicos).sum() / 1e12;
    }

    private static Scenario scenario(String budget) throws IOException {
        String policy = """
                {"intent": "Fastest",
                 "objectives": {"latency": {"percentile": 95, "target": "300ms"}%s},
                 "shift": {"interval": "10s", "shiftBack": {"maxPointsPerSecond": 2, "stabilizationWindow": "30s"}}}
                """.formatted(budget);
        return new Scenario(
                "day",
                "a day",
                86_400 * SECOND,
                60 * SECOND,
                REQUESTS_PER_SECOND,
                1,
                10,
                100_000_000,
                new Scenario.Telemetry(10_000_000, 50_000_000),
                List.of(new Scenario.RequestKind("eth_call", 1)),
                List.of(seller("fast", 20, 20), seller("cheap", 5, 120)),
                json("{}"),
                json(policy),
                List.of());
    }

    private static Seller seller(String name, int price, long medianMillis) {
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
                new Seller.Truth(100, medianMillis * 1_000_000, 2 * medianMillis * 1_000_000, 0.001));
    }

    private static ObjectNode json(String text) throws IOException {
        return (ObjectNode) new ObjectMapper().readTree(text);
    }
}
