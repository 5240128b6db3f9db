package dev.sluice.standalone.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class MergedMetricsTest {
    @Test
    void familiesOfSeveralGatewaysStandTogetherUnderOneHeader() {
        String a = """
                # HELP sluice_attempts_total Requests sent.
                # TYPE sluice_attempts_total counter
                sluice_attempts_total{provider="x"} 3
                # HELP sluice_plan_revision Revision.
                # TYPE sluice_plan_revision gauge
                sluice_plan_revision 7
                """;
        String b = """
                # HELP sluice_attempts_total Requests sent.
                # TYPE sluice_attempts_total counter
                sluice_attempts_total{provider="y"} 4
                """;

        assertEquals("""
                # HELP sluice_attempts_total Requests sent.
                # TYPE sluice_attempts_total counter
                sluice_attempts_total{gateway="ns/a",provider="x"} 3
                sluice_attempts_total{gateway="ns/b",provider="y"} 4
                # HELP sluice_plan_revision Revision.
                # TYPE sluice_plan_revision gauge
                sluice_plan_revision{gateway="ns/a"} 7
                """, MergedMetrics.of(new TreeMap<>(Map.of("ns/a", a, "ns/b", b))));
    }
}
