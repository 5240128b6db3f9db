package dev.sluice.engine.jsonrpc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class JsonRpcErrorsTest {
    private final JsonRpcScanner scanner = new JsonRpcScanner();

    private String error(String request, int status, String message) {
        byte[] body = request.getBytes(UTF_8);
        JsonRpcKind kind = scanner.scan(body, 0, body.length, new JsonRpcCall());
        return new String(JsonRpcErrors.body(scanner, kind, body, 0, body.length, status, message), UTF_8);
    }

    @Test
    void carriesTheCallsId() {
        assertEquals(
                "{\"jsonrpc\":\"2.0\",\"id\":\"a\\\"b\",\"error\":{\"code\":-32002,\"message\":\"no provider\"}}",
                error("{\"method\":\"x\",\"id\":\"a\\\"b\"}", 503, "no provider"));
    }

    @Test
    void answersEachCallOfABatchSaveNotifications() {
        assertEquals(
                "[{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":-32603,\"message\":\"m\"}},"
                        + "{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32603,\"message\":\"m\"}}]",
                error("[{\"method\":\"x\",\"id\":1},{\"method\":\"y\"},{\"id\":null,\"method\":\"z\"}]", 502, "m"));
    }

    @Test
    void isEmptyForNotifications() {
        assertEquals("", error("{\"method\":\"x\"}", 502, "m"));
        assertEquals("", error("[{\"method\":\"x\"}]", 502, "m"));
    }

    @Test
    void saysWhetherItCouldNotBeParsedOrWasNoCall() {
        assertEquals(
                "{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32700,\"message\":\"not JSON\"}}",
                error("{", 400, "not JSON"));
        assertEquals(
                "{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32600,\"message\":\"no 'call'\"}}",
                error("{}", 400, "no \"call\""));
    }
}
