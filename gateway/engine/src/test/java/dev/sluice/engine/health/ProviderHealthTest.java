package dev.sluice.engine.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.contract.observation.Failure;
import dev.sluice.contract.observation.ProviderSight.Health;
import dev.sluice.contract.snapshot.HealthCheck;
import org.junit.jupiter.api.Test;

class ProviderHealthTest {
    private static final long SECOND = 1_000_000_000L;
    private static final HealthCheck CHECK =
            new HealthCheck(HealthCheck.Kind.JSONRPC, SECOND, SECOND / 2, 2, 3, "eth_blockNumber");

    private final ProviderHealth health = new ProviderHealth("default/a");

    private Health seen() {
        return health.sight().health();
    }

    private void probe(Failure failure, long nowNanos) {
        health.beginProbe(nowNanos);
        health.probed(failure, nowNanos);
    }

    @Test
    void isUsableBeforeAnythingIsKnown() {
        assertEquals(Health.UNKNOWN, seen());
        assertTrue(health.isUsable());
    }

    @Test
    void aRealAnswerMakesItHealthy() {
        health.answered(SECOND);
        assertEquals(Health.HEALTHY, seen());
    }

    @Test
    void probesInARowMakeItUnhealthyAndHealthyAgain() {
        health.configure(CHECK);
        probe(Failure.TIMEOUT, SECOND);
        assertTrue(health.isUsable());
        probe(Failure.CONNECT, 2 * SECOND);
        assertEquals(Health.UNHEALTHY, seen());

        probe(null, 3 * SECOND);
        probe(null, 4 * SECOND);
        probe(Failure.TIMEOUT, 5 * SECOND);
        probe(null, 6 * SECOND);
        probe(null, 7 * SECOND);
        assertFalse(health.isUsable(), "three in a row are asked for");
        probe(null, 8 * SECOND);
        assertTrue(health.isUsable());
        assertEquals(100_000, health.slowStartPpm(8 * SECOND));
        assertEquals(550_000, health.slowStartPpm(23 * SECOND));
        assertEquals(1_000_000, health.slowStartPpm(38 * SECOND));
    }

    @Test
    void isProbedOnlyWhereNoRealAnswerCame() {
        health.configure(CHECK);
        assertTrue(health.beginProbe(0), "nothing is known yet");
        assertFalse(health.beginProbe(0), "one is under way");
        health.probed(null, 0);

        health.answered(SECOND);
        assertFalse(health.beginProbe(SECOND + SECOND / 2));
        assertTrue(health.beginProbe(2 * SECOND + 1));
    }

    @Test
    void tellsHowLongGoodProbesTake() {
        health.configure(CHECK);
        assertNull(health.sight().probeNanos());
        health.beginProbe(SECOND);
        health.probed(Failure.CONNECT, SECOND + 1);
        assertNull(health.sight().probeNanos());

        health.beginProbe(3 * SECOND);
        health.probed(null, 3 * SECOND + 40_000_000);
        assertEquals(40_000_000L, health.sight().probeNanos());
        health.beginProbe(5 * SECOND);
        health.probed(null, 5 * SECOND + 120_000_000);
        assertEquals(50_000_000L, health.sight().probeNanos());
    }

    @Test
    void failuresAreNoReasonNotToProbe() {
        health.configure(CHECK);
        probe(null, 0);
        health.failed(Failure.CONNECT);
        assertTrue(health.beginProbe(SECOND));
    }

    @Test
    void aLostProbeIsNotWaitedForForever() {
        health.configure(CHECK);
        health.beginProbe(0);
        assertFalse(health.beginProbe(2 * SECOND));
        assertTrue(health.beginProbe(2 * SECOND + 1));
    }

    @Test
    void anEjectedProviderIsProbedAndComesBackByAGoodProbeAfterItsTime() {
        health.configure(CHECK);
        health.answered(0);
        health.eject(30 * SECOND, 300 * SECOND, 0);
        assertEquals(Health.EJECTED, seen());
        assertTrue(health.beginProbe(SECOND), "although it answered a second ago");
        health.probed(null, SECOND);
        assertFalse(health.isUsable(), "its time is not up");

        health.tick(31 * SECOND);
        assertFalse(health.isUsable(), "time alone is not enough where there are probes");
        probe(null, 32 * SECOND);
        assertTrue(health.isUsable());
        assertEquals(100_000, health.slowStartPpm(32 * SECOND));
    }

    @Test
    void withoutHealthCheckTimeIsEnough() {
        health.eject(30 * SECOND, 300 * SECOND, 0);
        health.tick(29 * SECOND);
        assertFalse(health.isUsable());
        health.tick(30 * SECOND);
        assertTrue(health.isUsable());
    }

    @Test
    void eachEjectionLastsLongerUpToTheMaximumAndIsForgottenInGoodTimes() {
        long now = 0;
        for (int i = 1; i <= 12; i++) {
            health.eject(30 * SECOND, 300 * SECOND, now);
            long nanos = Math.min(300, 30 * i) * SECOND;
            health.tick(now + nanos - 1);
            assertFalse(health.isUsable(), "ejection " + i);
            now += nanos;
            health.tick(now);
            assertTrue(health.isUsable(), "ejection " + i);
        }
        for (int i = 0; i < 20; i++) {
            now += 30 * SECOND;
            health.tick(now);
        }
        health.eject(30 * SECOND, 300 * SECOND, now);
        health.tick(now + 30 * SECOND);
        assertTrue(health.isUsable());
        assertEquals(13, health.sight().ejections());
    }

    @Test
    void losingItsHealthCheckEndsUnhealthy() {
        health.configure(CHECK);
        probe(Failure.TIMEOUT, SECOND);
        probe(Failure.TIMEOUT, 2 * SECOND);
        health.configure(null);
        assertTrue(health.isUsable());
    }

    @Test
    void anAnswerEndsARowOfFailures() {
        health.failed(Failure.RESET);
        health.failed(Failure.RESET);
        health.answered(SECOND);
        assertEquals(1, health.failed(Failure.RESET));
        assertEquals("RESET", health.sight().lastError());
    }

    @Test
    void theHeadGrowsAndIgnoresLies() {
        health.sawHead(7);
        health.sawHead(5);
        health.sawHead(Long.MAX_VALUE);
        assertEquals(7, health.sight().headBlock());
    }

    @Test
    void aHeadGoesAnywhereFromZeroAndNoFurtherThanAChainDoesFromThere() {
        health.sawHead(0);
        health.sawHead(23_000_000);
        assertEquals(23_000_000, health.headBlock());
        health.sawHead(33_000_001);
        assertEquals(23_000_000, health.headBlock());
        health.sawHead(33_000_000);
        assertEquals(33_000_000, health.headBlock());
    }
}
