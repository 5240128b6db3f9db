package dev.sluice.engine.routing;

import static dev.sluice.engine.Gateway.MILLI;
import static dev.sluice.engine.Gateway.SECOND;
import static dev.sluice.engine.Gateway.name;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.contract.observation.Failure;
import dev.sluice.contract.observation.ProviderSight.Health;
import dev.sluice.contract.snapshot.HealthCheck;
import dev.sluice.engine.Gateway;
import dev.sluice.engine.Probe;
import dev.sluice.engine.Snapshots;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Provider a fails one method and answers all others, health checks included. */
class GrayFailureTest {
    private static final String LOGS = "eth_getLogs";
    private static final String OTHER = "eth_call";

    private static Snapshots withClass(int... weights) {
        Snapshots snapshots = Snapshots.of(weights);
        snapshots.classes = List.of(Snapshots.requestClass("history", 25, List.of(LOGS), List.of()));
        return snapshots.withHealthCheck(
                new HealthCheck(HealthCheck.Kind.JSONRPC, SECOND, SECOND / 2, 2, 2, "eth_blockNumber"));
    }

    /** So many of both methods in turn, with a tenth of a second between them; counts first attempts by provider. */
    private static Map<String, Integer> run(Gateway gateway, int requests, String method, Failure ofLogsAtA) {
        Map<String, Integer> picks = new TreeMap<>();
        for (int i = 0; i < requests; i++) {
            for (String each : List.of(OTHER, LOGS)) {
                Exchange x = gateway.call(each);
                assertEquals(Pick.PICKED, gateway.loop.pick(x, gateway.now));
                if (each.equals(method)) {
                    picks.merge(name(x), 1, Integer::sum);
                }
                if (each.equals(LOGS) && name(x).equals("a") && ofLogsAtA != null) {
                    gateway.fail(x, ofLogsAtA);
                    assertEquals(Pick.PICKED, gateway.retry(x));
                }
                gateway.answer(x);
            }
            gateway.now += 100 * MILLI;
            gateway.state.tick(gateway.now);
            for (Probe probe : gateway.state.probesDue(gateway.now)) {
                gateway.state.probed(probe, null, MILLI, -1, gateway.now);
            }
        }
        return picks;
    }

    @Test
    void theClassLeavesWhereItFailsAndTheRestStays() {
        Gateway gateway = new Gateway(withClass(1, 1, 1));
        run(gateway, 20, LOGS, Failure.TIMEOUT);
        Map<String, Integer> logs = run(gateway, 100, LOGS, Failure.TIMEOUT);
        assertNull(logs.get("a"), logs.toString());
        Map<String, Integer> others = run(gateway, 99, OTHER, Failure.TIMEOUT);
        assertEquals(33, others.get("a"), 2, others.toString());
        assertEquals(Health.HEALTHY, gateway.health("a"));
    }

    @Test
    void anInternalErrorThatOthersDoNotHaveCounts() {
        Gateway gateway = new Gateway(withClass(1, 1, 1));
        run(gateway, 20, LOGS, Failure.PROVIDER_FAULT);
        assertNull(run(gateway, 100, LOGS, Failure.PROVIDER_FAULT).get("a"));
    }

    @Test
    void theClassComesBackSlowlyWhenItsTimeIsOver() {
        Gateway gateway = new Gateway(withClass(1, 1));
        run(gateway, 30, LOGS, Failure.TIMEOUT);
        run(gateway, 300, LOGS, null);
        int slowly = run(gateway, 100, LOGS, null).getOrDefault("a", 0);
        run(gateway, 300, LOGS, null);
        int whole = run(gateway, 100, LOGS, null).get("a");
        assertTrue(slowly > 0 && slowly < 40, "had " + slowly + " of 100");
        assertEquals(50, whole, 2);
    }

    @Test
    void whatIsKnownOutlivesAChangeOfTheModel() {
        Snapshots snapshots = withClass(1, 1, 1);
        Gateway gateway = new Gateway(snapshots);
        run(gateway, 20, LOGS, Failure.TIMEOUT);
        snapshots.revision = 2;
        gateway.serve(snapshots);
        assertNull(run(gateway, 50, LOGS, Failure.TIMEOUT).get("a"));
    }

    @Test
    void whereAllFailTheClassMostAreStillAsked() {
        Gateway gateway = new Gateway(withClass(1, 1, 1, 1));
        for (int i = 0; i < 400; i++) {
            Exchange x = gateway.call(LOGS);
            assertEquals(Pick.PICKED, gateway.loop.pick(x, gateway.now));
            gateway.fail(x, Failure.TIMEOUT);
            gateway.loop.finished(x, 504, true, gateway.now);
            gateway.answer(gateway.picked());
        }
        Map<String, Integer> picks = new TreeMap<>();
        for (int i = 0; i < 100; i++) {
            Exchange x = gateway.call(LOGS);
            gateway.loop.pick(x, gateway.now);
            picks.merge(name(x), 1, Integer::sum);
            gateway.loop.abandoned(x);
        }
        assertEquals(2, picks.size(), "half may be taken out, as of the whole provider: " + picks);
    }

    @Test
    void whoFailsAltogetherIsTakenOutOnce() {
        Gateway gateway = new Gateway(withClass(1, 1));
        gateway.eject("a");
        for (int i = 0; i < 400; i++) {
            gateway.now += 100 * MILLI;
            gateway.state.tick(gateway.now);
            for (Probe probe : gateway.state.probesDue(gateway.now)) {
                gateway.state.probed(probe, null, MILLI, -1, gateway.now);
            }
        }
        gateway.now += 60 * SECOND;
        assertEquals(50, run(gateway, 100, OTHER, null).get("a"), 2);
    }
}
