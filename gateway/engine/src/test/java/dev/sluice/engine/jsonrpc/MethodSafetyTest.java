package dev.sluice.engine.jsonrpc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MethodSafetyTest {
    private interface Question<T> {
        T ask(byte[] body, JsonRpcCall call);
    }

    private static MethodSafety of(String method) {
        return about(method, MethodSafety::of);
    }

    private static <T> T about(String method, Question<T> question) {
        byte[] body = ("{\"method\":\"" + method + "\",\"id\":1}").getBytes(UTF_8);
        JsonRpcCall call = new JsonRpcCall();
        new JsonRpcScanner().scan(body, 0, body.length, call);
        return question.ask(body, call);
    }

    @ParameterizedTest
    @ValueSource(strings = {"eth_call", "eth_getLogs", "eth_sendRawTransaction", "net_version", "debug_traceCall"})
    void readsAndRawTransactionsMayBeRepeated(String method) {
        assertEquals(MethodSafety.REPEATABLE, of(method));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "eth_sendTransaction",
                "eth_sendBundle",
                "eth_submitWork",
                "personal_sendTransaction",
                "debug_setHead",
                "sendTransaction",
                "admin_addPeer"
            })
    void otherWritesAreSentOnce(String method) {
        assertEquals(MethodSafety.ONCE, of(method));
    }

    @ParameterizedTest
    @ValueSource(strings = {"eth_sendRawTransaction", "sendrawtransaction", "eth_sendTransaction", "personal_sign"})
    void aWriteIsOneEvenIfItMayBeRepeated(String method) {
        assertTrue(about(method, MethodSafety::isWrite));
    }

    @ParameterizedTest
    @ValueSource(strings = {"eth_call", "eth_getLogs", "net_version"})
    void aReadIsNoWrite(String method) {
        assertFalse(about(method, MethodSafety::isWrite));
    }
}
