package dev.sluice.engine.routing;

import static dev.sluice.engine.Gateway.MILLI;
import static dev.sluice.engine.Gateway.SECOND;
import static dev.sluice.engine.Gateway.name;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.contract.observation.Failure;
import dev.sluice.contract.observation.ProviderSight.Health;
import dev.sluice.engine.Gateway;
import dev.sluice.engine.Snapshots;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a provider's 429 comes to. */
class RefusalsTest {
    private static void refuse(Gateway gateway, String by, long retryAfterNanos) {
        Exchange x = gateway.picked();
        while (!name(x).equals(by)) {
            gateway.answer(x);
            x = gateway.picked();
        }
        gateway.loop.failed(x, Failure.RATE_LIMITED, 429, retryAfterNanos, gateway.now);
        gateway.loop.finished(x, 429, false, gateway.now);
    }

    @Test
    void aProviderIsLeftAloneForAsLongAsItAsksAndNotLonger() {
        Gateway gateway = new Gateway(Snapshots.of(1, 1));
        refuse(gateway, "a", 20 * SECOND);
        assertEquals(Map.of("b", 100), gateway.share(100));
        gateway.now += 19 * SECOND;
        assertEquals(Map.of("b", 100), gateway.share(100));
        gateway.now += SECOND;
        assertEquals(50, gateway.share(100).get("a"), 1);
        assertTrue(gateway.health("a") != Health.EJECTED, "it works, at its limit");
    }

    @Test
    void whoIsTheOnlyOneIsLeftAloneToo() {
        Gateway gateway = new Gateway(Snapshots.of(1));
        refuse(gateway, "a", 5 * SECOND);
        assertEquals(Pick.OVERLOADED, gateway.loop.pick(gateway.call("eth_call"), gateway.now));
        gateway.now += 5 * SECOND;
        assertEquals(Map.of("a", 10), gateway.share(10));
    }

    @Test
    void theOtherChainsOfASellerWaitAsWell() {
        Snapshots snapshots = new Snapshots()
                .with(Snapshots.provider("a@eip155:1"), 1, 0)
                .with(Snapshots.provider("a@eip155:8453"), 1, 0)
                .with("b", 1, 0);
        Gateway gateway = new Gateway(snapshots);
        refuse(gateway, "a@eip155:1", 5 * SECOND);
        assertEquals(Map.of("b", 30), gateway.share(30));
    }

    @Test
    void whatItTakesIsLearnedAndTheRestGoesElsewhere() {
        Gateway gateway = new Gateway(Snapshots.of(1, 1));
        int refused = 0;
        for (int second = 0; second < 30; second++) {
            int taken = 0;
            int refusedNow = 0;
            for (int i = 0; i < 100; i++) {
                gateway.now += 10 * MILLI;
                Exchange x = gateway.picked();
                if (name(x).equals("a") && ++taken > 20) {
                    gateway.loop.failed(x, Failure.RATE_LIMITED, 429, 0, gateway.now);
                    assertEquals(Pick.PICKED, gateway.retry(x));
                    refusedNow++;
                }
                gateway.answer(x);
            }
            refused = second < 5 ? 0 : refused + refusedNow;
        }
        // Unlearned it would be 30 in each second.
        assertTrue(refused < 25 * 3, refused + " refused in 25 s");
    }

    @Test
    void whereAllRefuseTheyAreAskedAllTheSame() {
        Gateway gateway = new Gateway(Snapshots.of(1, 1));
        for (int i = 0; i < 500; i++) {
            gateway.now += 10 * MILLI;
            Exchange x = gateway.picked();
            gateway.loop.failed(x, Failure.RATE_LIMITED, 429, 0, gateway.now);
            gateway.loop.finished(x, 429, false, gateway.now);
        }
        assertEquals(Pick.PICKED, gateway.loop.pick(gateway.call("eth_call"), gateway.now));
    }
}
