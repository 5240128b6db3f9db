package dev.sluice.control.pooling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.datadoghq.sketch.ddsketch.DDSketch;
import dev.sluice.contract.observation.Failure;
import dev.sluice.contract.observation.LatencyWindow;
import dev.sluice.contract.observation.Observation;
import dev.sluice.contract.observation.ProviderSight;
import dev.sluice.contract.observation.ProviderSight.Health;
import dev.sluice.contract.observation.Traffic;
import dev.sluice.contract.plan.PlanKey;
import dev.sluice.engine.telemetry.LatencySketch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EvidenceTest {
    private static final PlanKey KEY = new PlanKey("p", "pool", "default");
    private static final Cell CELL = new Cell(KEY, "a");
    private static final long SECOND = 1_000_000_000L;
    private static final int SHORT = 0;

    private Evidence evidence = Evidence.start(0);

    private static Observation reading(
            String reporter, long startedSecond, long atSecond, long attempts, long failed, LatencyWindow... windows) {
        return reading(reporter, startedSecond, atSecond, attempts, failed, Health.HEALTHY, windows);
    }

    private static Observation reading(
            String reporter,
            long startedSecond,
            long atSecond,
            long attempts,
            long failed,
            Health health,
            LatencyWindow... windows) {
        Traffic traffic = new Traffic(
                KEY,
                "a",
                attempts,
                attempts,
                attempts - failed,
                failed == 0 ? Map.of() : Map.of(Failure.TIMEOUT, failed),
                attempts * 7,
                List.of(windows));
        return new Observation(
                "gw",
                reporter,
                startedSecond * 1_000,
                atSecond * 1_000,
                1,
                1,
                1,
                1,
                true,
                null,
                List.of(traffic),
                List.of(new ProviderSight("a", health, 0, 0, 0, 0, -1, null, null)),
                List.of());
    }

    private static LatencyWindow window(long number, double... millis) {
        DDSketch sketch = LatencySketch.empty();
        for (double each : millis) {
            sketch.accept(each * 1e6);
        }
        return new LatencyWindow(number, millis.length, LatencySketch.encode(sketch));
    }

    private CellView seeAt(long second, Observation... observations) {
        evidence = evidence.absorb(List.of(observations), key -> 100_000_000L, second * SECOND);
        return pooled(second).cell(CELL);
    }

    private Pooled pooled(long second) {
        return Pooled.of(evidence, second * SECOND);
    }

    @Test
    void processThatIsOlderThanOurLookingStartsFromItsCountersAsTheyStand() {
        evidence = Evidence.start(100 * SECOND);
        CellView first = seeAt(102, reading("gw-0", 0, 102, 1_000_000, 900_000));
        assertEquals(0, first.rates().get(SHORT).judged(), 0);
        CellView second = seeAt(104, reading("gw-0", 0, 104, 1_000_200, 900_000));
        assertEquals(0, second.rates().get(SHORT).errorRate(), 0);
        assertEquals(100, second.attemptsPerSecond(), 1e-6);
    }

    @Test
    void processThatFallsSilentLosesItsVoteBesideOthersThatGoOn() {
        for (long second = 2; second <= 20; second += 2) {
            seeAt(second, reading("gw-0", 0, second, 100 * second, 0), reading("gw-1", 0, second, 100 * second, 0));
        }
        assertEquals(2, pooled(20).reporters());
        seeAt(24, reading("gw-0", 0, 24, 2_400, 0));
        seeAt(26, reading("gw-0", 0, 26, 2_600, 0));

        assertEquals(1, pooled(26).reporters());
    }

    @Test
    void whereAllAreSilentItIsOurOwnEarAndTheyKeepTheirVotes() {
        for (long second = 2; second <= 20; second += 2) {
            seeAt(second, reading("gw-0", 0, second, 100 * second, 0), reading("gw-1", 0, second, 100 * second, 0));
        }
        assertEquals(2, pooled(30).reporters());
        assertEquals(0, pooled(40).reporters());
    }

    @Test
    void processThatStartedUnderOurEyesCountsFromZero() {
        seeAt(2);
        CellView first = seeAt(12, reading("gw-0", 8, 12, 400, 40));
        assertEquals(0.1, first.rates().get(SHORT).errorRate(), 1e-9);
        assertEquals(100, first.attemptsPerSecond(), 1e-6);
    }

    @Test
    void repeatedOrLateReadingChangesNothing() {
        Observation first = reading("gw-0", 0, 2, 200, 20);
        Observation second = reading("gw-0", 0, 4, 400, 20);
        seeAt(2, first);
        CellView once = seeAt(4, second);
        assertEquals(once, seeAt(4, second));
        assertEquals(once, seeAt(4, first));
    }

    @Test
    void missedReadingsLoseNothing() {
        seeAt(2, reading("gw-0", 0, 2, 200, 0));
        CellView late = seeAt(12, reading("gw-0", 0, 12, 1_200, 500));
        assertEquals(100, late.attemptsPerSecond(), 1e-6);
        double whole = late.rates().get(2).errorRate();
        assertTrue(whole > 0.4 && whole < 0.5, "about 500 of 1,200: " + whole);
    }

    @Test
    void restartUnderTheSameNameIsAnotherProcess() {
        seeAt(2, reading("gw-0", 0, 2, 1_000, 0));
        CellView after = seeAt(6, reading("gw-0", 4, 6, 100, 50));
        assertEquals(0.5, after.rates().get(SHORT).errorRate(), 1e-9);
        assertEquals(1, pooled(6).reporters());
        assertEquals(after, seeAt(6, reading("gw-0", 0, 5, 2_000, 2_000)), "the dead process has no say any more");
    }

    @Test
    void silentProcessLosesItsVote() {
        seeAt(2, reading("gw-0", 0, 2, 200, 20));
        assertEquals(1, pooled(17).reporters());
        assertEquals(0, pooled(18).reporters());
        assertEquals(CellView.NONE, pooled(18).cell(CELL));
    }

    @Test
    void latencyWindowsAreMergedOnceEach() {
        LatencyWindow fast = window(0, 10, 20, 30, 40);
        LatencyWindow slow = window(1, 200, 200, 200, 200);
        seeAt(2, reading("gw-0", 0, 2, 4, 0, fast));
        CellView both = seeAt(4, reading("gw-0", 0, 4, 8, 0, fast, slow));
        CellView again = seeAt(6, reading("gw-0", 0, 6, 8, 0, fast, slow));
        double timed = both.rates().get(2).timed();
        assertTrue(timed > 7.5 && timed <= 8, "eight latencies, hardly faded: " + timed);
        assertTrue(again.rates().get(2).timed() < timed);
        assertEquals(0.5, both.rates().get(2).attainment(), 0.02);
        assertEquals(200e6, both.p95Nanos(), 3e6);
    }

    @Test
    void bytesThatAreNoSketchHarmNobody() {
        CellView view = seeAt(2, reading("gw-0", 0, 2, 100, 0, new LatencyWindow(0, 5, new byte[] {1, 2, 3})));
        assertEquals(-1, view.p95Nanos());
        assertEquals(0, view.rates().get(SHORT).errorRate(), 0);
    }

    @Test
    void oneOfFiveThatLiesIsOutvotedAndNamed() {
        List<Observation> readings = new ArrayList<>();
        for (int n = 0; n < 5; n++) {
            readings.add(reading("gw-" + n, 0, 2, 200, n == 3 ? 190 : 2));
        }
        CellView view = seeAt(2, readings.toArray(Observation[]::new));
        assertEquals(0.01, view.rates().get(SHORT).errorRate(), 1e-9);
        assertFalse(view.disagreement());
        assertEquals("gw-3", pooled(2).deviations().getFirst().reporter());
        assertEquals(500, view.attemptsPerSecond(), 1e-6);
    }

    @Test
    void twoThatContradictEachOtherDisagree() {
        CellView view = seeAt(2, reading("gw-0", 0, 2, 200, 2), reading("gw-1", 0, 2, 200, 190));
        assertTrue(view.disagreement());
    }

    @Test
    void healthIsByMajority() {
        seeAt(
                2,
                reading("gw-0", 0, 2, 0, 0, Health.EJECTED),
                reading("gw-1", 0, 2, 0, 0, Health.HEALTHY),
                reading("gw-2", 0, 2, 0, 0, Health.UNKNOWN));
        assertEquals(Health.HEALTHY, pooled(2).provider("a").health());
        seeAt(
                4,
                reading("gw-0", 0, 4, 0, 0, Health.EJECTED),
                reading("gw-1", 0, 4, 0, 0, Health.UNHEALTHY),
                reading("gw-2", 0, 4, 0, 0, Health.HEALTHY));
        assertEquals(Health.EJECTED, pooled(4).provider("a").health());
    }

    @Test
    void forgettingKeepsWhereCountersStand() {
        seeAt(2, reading("gw-0", 0, 2, 200, 200));
        evidence = evidence.forgetting(Set.of("a"));
        assertEquals(0, pooled(2).cell(CELL).rates().get(2).judged(), 0);
        assertEquals(0, seeAt(4, reading("gw-0", 0, 4, 300, 200)).rates().get(2).errorRate(), 0);
    }
}
