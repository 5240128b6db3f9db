package dev.sluice.engine.cache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.sluice.contract.snapshot.Cache;
import dev.sluice.engine.jsonrpc.JsonRpcCall;
import dev.sluice.engine.jsonrpc.JsonRpcKind;
import dev.sluice.engine.jsonrpc.JsonRpcScanner;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallKeysTest {
    private final CallKeys keys = new CallKeys();
    private final JsonRpcScanner scanner = new JsonRpcScanner();

    private static ServiceCache cache(String scope) {
        return new ServiceCache(new CacheRule(new Cache(List.of("*"), 1, 1)), Scope.of(scope));
    }

    private @Nullable CallKey key(String scope, String requestClass, String target, String text) {
        byte[] body = text.getBytes(UTF_8);
        JsonRpcCall call = new JsonRpcCall();
        assertEquals(JsonRpcKind.SINGLE, scanner.scan(body, 0, body.length, call), text);
        return keys.of(cache(scope), requestClass, target, body, call);
    }

    private @Nullable CallKey key(String text) {
        return key("s", "default", "/", text);
    }

    @Test
    void theIdAndTheOrderOfMembersMakeNoDifference() {
        CallKey one = key("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"eth_call\",\"params\":[{\"to\":\"0x1\"}]}");
        assertNotNull(one);
        assertEquals(one, key("{ \"params\" : [{\"to\":\"0x1\"}], \"method\":\"eth_call\",\"id\":\"other\"}"));
    }

    @Test
    void anythingElseDoes() {
        String text = "{\"id\":1,\"method\":\"eth_call\",\"params\":[1]}";
        CallKey one = key(text);
        assertNotEquals(one, key("{\"id\":1,\"method\":\"eth_call\",\"params\":[2]}"));
        assertNotEquals(one, key("{\"id\":1,\"method\":\"eth_call\"}"));
        assertNotEquals(one, key("{\"id\":1,\"method\":\"eth_cal\",\"params\":[1]}"));
        assertNotEquals(one, key("other", "default", "/", text));
        assertNotEquals(one, key("s", "reads", "/", text));
        assertNotEquals(one, key("s", "default", "/polygon", text));
        assertNotEquals(one, key("s", "default", "/?a=1", text));
        assertEquals(one, key("s", "default", "/", text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":1,\"method\":\"eth_call\",\"params\":[\"pending\"]}",
                "{\"id\":1,\"method\":\"eth_getLogs\",\"params\":[{\"toBlock\":\"pending\"}]}",
                "{\"id\":1,\"method\":\"eth_call\",\"params\":[\"p\\u0065nding\"]}",
                "{\"id\":1,\"method\":\"eth_call\",\"params\":[1],\"params\":[2]}",
                "{\"id\":1,\"method\":\"eth_call\",\"params\":[1],\"Params\":[2]}",
                "{\"id\":1,\"method\":\"eth_call\",\"params\":[1],\"network\":\"x\"}",
                "{\"id\":1,\"method\":\"eth_call\",\"jsonrpc\":\"2.0\",\"jsonrpc\":\"1.0\"}"
            })
    void whatCouldMeanSomethingElseToAnotherHasNone(String text) {
        assertNull(key(text));
    }

    @Test
    void largeParametersHaveNone() {
        String params = "\"" + "a".repeat(CallKeys.MOST_PARAMS_BYTES) + "\"";
        assertNull(key("{\"id\":1,\"method\":\"eth_call\",\"params\":[" + params + "]}"));
    }

    /** Over random calls: one key means one method and one set of parameters. */
    @Test
    void callsShareAKeyExactlyWhenTheyAskTheSame() {
        SplittableRandom random = new SplittableRandom(7);
        Map<CallKey, String> asked = new HashMap<>();
        Map<String, CallKey> keysOf = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            String method = random.nextBoolean() ? "eth_call" : "eth_calls";
            String params = random.nextInt(5) == 0 ? "" : "[" + random.nextInt(20) + ",\"m\"]";
            String id = "\"id\":" + random.nextInt(100);
            String named = "\"method\":\"" + method + "\"";
            String rest = params.isEmpty() ? "" : ",\"params\":" + params;
            CallKey key = key(
                    random.nextBoolean() ? "{" + id + "," + named + rest + "}" : "{" + named + rest + "," + id + "}");
            assertNotNull(key);
            assertEquals(method + params, asked.computeIfAbsent(key, k -> method + params));
            assertEquals(key, keysOf.computeIfAbsent(method + params, k -> key));
        }
    }
}
