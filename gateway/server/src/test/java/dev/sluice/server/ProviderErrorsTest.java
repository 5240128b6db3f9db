package dev.sluice.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.contract.observation.Failure;
import dev.sluice.contract.snapshot.ErrorRule;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A provider whose errors mean something of their own. */
class ProviderErrorsTest {
    private static final ErrorRule BUSY = new ErrorRule(-32000, "come back later", ErrorRule.Kind.RATE_LIMITED);

    private static long limited(GatewayFixture g) {
        return g.observe().traffic().stream()
                .mapToLong(t -> t.failures().getOrDefault(Failure.RATE_LIMITED, 0L))
                .sum();
    }

    @Test
    void whatItCallsAnErrorIsWhatItsProviderSaysItIs() throws Exception {
        try (GatewayFixture g = new GatewayFixture()) {
            RawUpstream busy = g.upstream(RawUpstream.rpcError(-32000, "please come back later"));
            RawUpstream free = g.upstream(RawUpstream.node("0x1"));
            g.serve(Snapshots.jsonRpc(busy.port(), free.port()).with(s -> s.errors = List.of(BUSY)));

            for (int i = 0; i < 4; i++) {
                assertTrue(g.call("eth_call", i).body().contains("\"result\":\"0x1\""));
            }
            assertEquals(busy.requests.size(), limited(g));
            assertTrue(limited(g) > 0);
        }
    }

    @Test
    void withoutSuchALineItIsAnAnswer() throws Exception {
        try (GatewayFixture g = new GatewayFixture()) {
            RawUpstream busy = g.upstream(RawUpstream.rpcError(-32000, "please come back later"));
            g.serve(Snapshots.jsonRpc(busy.port()));

            assertTrue(g.call("eth_call", 1).body().contains("please come back later"));
            assertEquals(0, limited(g));
        }
    }
}
