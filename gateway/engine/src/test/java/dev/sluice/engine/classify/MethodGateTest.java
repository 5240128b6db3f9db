package dev.sluice.engine.classify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.contract.snapshot.Clients;
import dev.sluice.contract.snapshot.RequestClass;
import dev.sluice.engine.jsonrpc.JsonRpcCall;
import dev.sluice.engine.jsonrpc.JsonRpcScanner;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MethodGateTest {
    private static final MethodGate OPEN = new MethodGate(Clients.ANY, List.of());

    private static boolean permits(MethodGate gate, String method) {
        byte[] body = ("{\"method\":\"" + method + "\",\"id\":1}").getBytes(UTF_8);
        JsonRpcCall call = new JsonRpcCall();
        new JsonRpcScanner().scan(body, 0, body.length, call);
        return gate.permits(body, call);
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin_addPeer", "personal_sign", "debug_setHead", "engine_newPayloadV4"})
    void whatManagesANodeIsClosedWhereNobodyOpensIt(String method) {
        assertFalse(permits(OPEN, method));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"eth_call", "eth_sendRawTransaction", "trace_block", "net_version", "administer", "getBlock"})
    void everythingElseIsOpenWhereNobodyClosesIt(String method) {
        assertTrue(permits(OPEN, method));
    }

    @Test
    void aClassThatNamesAMethodOpensIt() {
        RequestClass heavy = new RequestClass(
                "heavy",
                List.of("debug_trace*"),
                List.of(),
                List.of(),
                RequestClass.NORMAL,
                RequestClass.WriteMode.SINGLE,
                List.of());
        MethodGate gate = new MethodGate(Clients.ANY, List.of(heavy));

        assertTrue(permits(gate, "debug_traceCall"));
        assertFalse(permits(gate, "debug_setHead"));
    }

    @Test
    void aListOfAllowedMethodsClosesEverythingElse() {
        MethodGate gate =
                new MethodGate(new Clients(List.of(List.of("eth_*", "admin_nodeInfo")), List.of()), List.of());

        assertTrue(permits(gate, "eth_call"));
        assertTrue(permits(gate, "admin_nodeInfo"));
        assertFalse(permits(gate, "net_version"));
    }

    @Test
    void aMethodMustBeInTheListOfEachPolicy() {
        MethodGate gate = new MethodGate(
                new Clients(List.of(List.of("eth_*"), List.of("eth_call", "net_*")), List.of()), List.of());

        assertTrue(permits(gate, "eth_call"));
        assertFalse(permits(gate, "eth_getLogs"));
        assertFalse(permits(gate, "net_version"));
    }

    @Test
    void whatIsDeniedIsDeniedWhateverAllowsIt() {
        MethodGate gate = new MethodGate(new Clients(List.of(List.of("eth_*")), List.of("eth_sign*")), List.of());

        assertFalse(permits(gate, "eth_signTransaction"));
        assertTrue(permits(gate, "eth_call"));
    }
}
