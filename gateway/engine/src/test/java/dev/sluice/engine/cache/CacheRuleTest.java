package dev.sluice.engine.cache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.contract.snapshot.Cache;
import dev.sluice.engine.jsonrpc.JsonRpcCall;
import dev.sluice.engine.jsonrpc.JsonRpcScanner;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CacheRuleTest {
    private final CacheRule rule = new CacheRule(new Cache(List.of("eth_*", "net_version"), 1, 1));

    @ParameterizedTest
    @CsvSource({
        "eth_call, true",
        "net_version, true",
        "net_versions, false",
        "debug_traceCall, false",
        "eth_sendRawTransaction, false",
        "eth_sendTransaction, false",
        "eth_sign, false",
        "eth_newFilter, false",
        "eth_getFilterChanges, false",
        "eth_getFilterLogs, false",
        "eth_subscribe, false"
    })
    void coversReadsThatAreNamed(String method, boolean covered) {
        byte[] body = ("{\"id\":1,\"method\":\"" + method + "\"}").getBytes(UTF_8);
        JsonRpcCall call = new JsonRpcCall();
        new JsonRpcScanner().scan(body, 0, body.length, call);
        assertEquals(covered, rule.covers(body, call));
    }

    @ParameterizedTest
    @CsvSource(
            value = {"{\"method\":\"eth_call\"};false", "{\"id\":null,\"method\":\"eth_call\"};true"},
            delimiter = ';')
    void aNotificationHasNoAnswerToShare(String text, boolean covered) {
        byte[] body = text.getBytes(UTF_8);
        JsonRpcCall call = new JsonRpcCall();
        new JsonRpcScanner().scan(body, 0, body.length, call);
        assertEquals(covered, rule.covers(body, call));
    }
}
