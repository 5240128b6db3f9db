package dev.sluice.control.forecast;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.contract.observation.Observation;
import dev.sluice.contract.observation.Traffic;
import dev.sluice.contract.plan.PlanKey;
import dev.sluice.control.pooling.Evidence;
import dev.sluice.control.pooling.Pooled;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SilenceTest {
    private static final long SECOND = 1_000_000_000L;
    private static final PlanKey KEY = new PlanKey("p", "pool", "default");

    private Evidence evidence = Evidence.start(0);
    private Silence silence = Silence.NONE;
    private long attempts;
    private long answers;

    private boolean isSilentAt(long second) {
        Traffic traffic = new Traffic(KEY, "a", attempts, attempts, answers, Map.of(), 0, List.of());
        Observation reading = new Observation(
                "gw", "gw-0", 0, second * 1_000, 1, 1, 1, 1, true, null, List.of(traffic), List.of(), List.of());
        evidence = evidence.absorb(List.of(reading), key -> Long.MAX_VALUE, second * SECOND);
        silence = silence.then(Pooled.of(evidence, second * SECOND), second * SECOND);
        return silence.at(second * SECOND).contains("a");
    }

    private void answering(long until) {
        for (long second = 2; second <= until; second += 2) {
            attempts += 40;
            answers += 40;
            assertFalse(isSilentAt(second), "at " + second);
        }
    }

    @Test
    void isNoticedWhileRequestsStillWaitForTheirTimeout() {
        answering(20);
        attempts += 40;
        isSilentAt(22);
        attempts += 40;
        isSilentAt(24);
        attempts += 40;
        assertTrue(isSilentAt(26));

        answers += 1;
        assertFalse(isSilentAt(28));
    }

    @Test
    void whoIsNotAskedIsNotSilent() {
        answering(20);
        for (long second = 22; second < 600; second += 2) {
            assertFalse(isSilentAt(second), "at " + second);
        }
    }
}
