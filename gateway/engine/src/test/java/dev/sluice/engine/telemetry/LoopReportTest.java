package dev.sluice.engine.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.contract.observation.ClientTraffic;
import dev.sluice.contract.observation.Failure;
import dev.sluice.contract.observation.LatencyWindow;
import dev.sluice.contract.observation.Traffic;
import dev.sluice.contract.plan.PlanKey;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LoopReportTest {
    private static final PlanKey KEY = new PlanKey("", "default/pool", "default");
    private static final long MILLI = 1_000_000L;

    private final LoopRecorder one = new LoopRecorder();
    private final LoopRecorder two = new LoopRecorder();

    private Traffic merged(long nowWindow) {
        return LoopReport.merge(List.of(one.read(nowWindow), two.read(nowWindow)))
                .traffic()
                .get(0);
    }

    @Test
    void addsUpWhatTheLoopsCounted() {
        TrafficCell a = one.traffic(KEY, "p");
        a.begin(true);
        a.answered(MILLI, 0, 100);
        a.begin(true);
        a.failed(Failure.TIMEOUT, 100);
        TrafficCell b = two.traffic(KEY, "p");
        b.begin(false);
        b.failed(Failure.TIMEOUT, 0);

        Traffic sum = merged(0);

        assertEquals(2, sum.firstAttempts());
        assertEquals(3, sum.attempts());
        assertEquals(1, sum.successes());
        assertEquals(Map.of(Failure.TIMEOUT, 2L), sum.failures());
        assertEquals(200, sum.costPicos());
    }

    @Test
    void mergesLatenciesByWindowAndShowsCompletedOnesOnly() throws IOException {
        TrafficCell a = one.traffic(KEY, "p");
        TrafficCell b = two.traffic(KEY, "p");
        for (int i = 1; i <= 500; i++) {
            a.answered(i * MILLI, 3, 0);
            b.answered((500 + i) * MILLI, 3, 0);
        }
        b.answered(MILLI, 4, 0);
        a.answered(MILLI, 5, 0);

        List<LatencyWindow> windows = merged(5).latency();

        assertEquals(
                List.of(3L, 4L), windows.stream().map(LatencyWindow::number).toList());
        assertEquals(1_000, windows.get(0).count());
        assertEquals(500e6, LatencySketch.decode(windows.get(0).sketch()).getValueAtQuantile(0.5), 10e6);
        assertEquals(990e6, LatencySketch.decode(windows.get(0).sketch()).getValueAtQuantile(0.99), 15e6);
        assertEquals(windows.get(0).number(), merged(5).latency().get(0).number(), "reading changes nothing");
    }

    @Test
    void keepsTheNewestWindowsForReadersThatComeLate() {
        TrafficCell cell = one.traffic(KEY, "p");
        for (int window = 0; window < 40; window++) {
            cell.answered(MILLI, window, 0);
        }
        assertEquals(LatencyWindow.KEPT, merged(40).latency().size());
        assertEquals(25, merged(40).latency().get(0).number());
        assertTrue(merged(100).latency().isEmpty(), "old windows are not shown as new");
    }

    @Test
    void countsWhatClientsSaw() {
        RuleCell cell = one.rule("default/r", "0");
        cell.finished(200, false, MILLI, 0);
        cell.finished(503, true, MILLI, 0);
        cell.finished(500, false, MILLI, 0);
        cell.finished(404, true, MILLI, 0);
        cell.finished(0, false, MILLI, 0);
        cell.retried();
        two.rule("default/r", "0").finished(204, false, MILLI, 0);

        ClientTraffic sum =
                LoopReport.merge(List.of(one.read(0), two.read(0))).clients().get(0);

        assertEquals(6, sum.requests());
        assertEquals(List.of(1L, 0L, 2L, 0L, 1L, 2L), sum.answers());
        assertEquals(1, sum.gatewayErrors());
        assertEquals(1, sum.retries());
    }

    @Test
    void dropsCellsNotInUseOnlyBeyondItsBound() {
        one.traffic(KEY, "old").begin(true);
        one.modelChanged();
        one.traffic(KEY, "new");
        assertEquals(2, one.read(0).traffic().size());

        for (int i = 0; i < LoopRecorder.MAX_CELLS; i++) {
            one.traffic(KEY, "new" + i);
        }
        assertTrue(one.read(0).traffic().stream().noneMatch(t -> t.provider().equals("old")));
    }
}
