package dev.sluice.engine.jsonrpc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonRpcScannerTest {
    private final JsonRpcScanner scanner = new JsonRpcScanner();
    private final JsonRpcCall call = new JsonRpcCall();

    private JsonRpcKind scan(String text) {
        byte[] body = text.getBytes(UTF_8);
        return scanner.scan(body, 0, body.length, call);
    }

    @Test
    void findsMethodAndIdWhereverTheyStand() {
        byte[] body = " {\"params\":[{\"method\":\"no\",\"id\":9}], \"id\" : \"x-1\" ,\"method\" : \"eth_call\"}\n"
                .getBytes(UTF_8);

        JsonRpcKind kind = scanner.scan(body, 0, body.length, call);

        assertEquals(JsonRpcKind.SINGLE, kind);
        assertEquals("eth_call", call.method(body));
        assertEquals("\"x-1\"", new String(body, call.idFrom(), call.idTo() - call.idFrom(), UTF_8));
    }

    @Test
    void readsOnlyItsPartOfTheBuffer() {
        byte[] body = "xx{\"method\":\"a\",\"id\":1}yy".getBytes(UTF_8);

        assertEquals(JsonRpcKind.SINGLE, scanner.scan(body, 2, body.length - 2, call));
        assertEquals("a", call.method(body));
    }

    @Test
    void withoutIdItIsANotificationAndANullIdIsNone() {
        scan("{\"method\":\"a\"}");
        assertTrue(call.isNotification());

        scan("{\"method\":\"a\",\"id\":null}");
        assertFalse(call.isNotification());
    }

    @Test
    void walksThroughABatch() {
        byte[] body =
                "[ {\"method\":\"a\",\"id\":1} , {\"id\":2,\"method\":\"b\"},{\"method\":\"c\"} ]".getBytes(UTF_8);
        List<String> methods = new ArrayList<>();

        assertEquals(JsonRpcKind.BATCH, scanner.scan(body, 0, body.length, call));
        do {
            methods.add(call.method(body));
        } while (scanner.next(body, body.length, call));

        assertEquals(List.of("a", "b", "c"), methods);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "nope",
                "{\"method\":\"a\"",
                "{\"method\":\"a\"} x",
                "{\"method\":\"a\",}",
                "{'method':'a'}",
                "[{\"method\":\"a\"},]",
                "[{\"method\":\"a\"}",
                "{\"method\":\"a\",\"params\":[01]}",
                "{\"method\":\"a\",\"params\":[1.]}",
                "{\"method\":\"a\",\"params\":[\"\\x\"]}",
                "{\"method\":\"a\",\"params\":[\"\n\"]}",
                "{\"method\":\"a\",\"params\":[}",
                "{\"method\":\"a\" \"id\":1}"
            })
    void whatIsNotJsonIsMalformed(String text) {
        assertEquals(JsonRpcKind.MALFORMED, scan(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "\"a\"", "null", "{}", "[]", "{\"id\":1}", "{\"method\":1}", "{\"method\":\"\"}"})
    void whatIsNotACallIsRefused(String text) {
        assertEquals(JsonRpcKind.NOT_JSONRPC, scan(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"method\":\"eth_call\",\"method\":\"admin_stop\"}",
                "{\"method\":\"eth_call\",\"Method\":\"admin_stop\"}",
                "{\"method\":\"eth_call\",\"m\\u0065thod\":\"admin_stop\"}",
                "{\"METHOD\":\"eth_call\"}",
                "{\"method\":\"eth_\\u0063all\"}",
                "{\"method\":\"eth call\"}",
                "{\"method\":\"a\",\"id\":1,\"ID\":2}",
                "{\"method\":\"a\",\"id\":[1]}",
                "{\"method\":\"a\",\"id\":{}}",
                "{\"method\":\"a\",\"id\":true}"
            })
    void whatParsersCouldReadDifferentlyIsRefused(String text) {
        assertEquals(JsonRpcKind.NOT_JSONRPC, scan(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[1]",
                "[[]]",
                "[{\"method\":\"a\"},{}]",
                "[null,{\"method\":\"a\"}]",
                "[{\"method\":\"a\"},{\"method\":\"b\",\"method\":\"c\"}]"
            })
    void anArrayWithWhatIsNoCallIsMixed(String text) {
        assertEquals(JsonRpcKind.MIXED, scan(text));
    }

    /** Each entry as "method id", with - for no call and for no id that everybody reads alike. */
    @Test
    void walksThroughEntriesThatAreNoCalls() {
        String text = "[ 1 , {\"id\":7}, {\"method\":\"a\",\"id\":\"x\"},[2],{\"id\":1,\"ID\":2},{\"i\\u0064\":3},"
                + "{\"id\":4,\"method\":5},{\"id\":{}},{\"id\":8,\"id\":9},{\"method\":\"b\"} ]";
        byte[] body = text.getBytes(UTF_8);
        List<String> entries = new ArrayList<>();

        assertEquals(JsonRpcKind.MIXED, scanner.scan(body, 0, body.length, call));
        assertEquals(10, scanner.entries());
        JsonRpcCall entry = new JsonRpcCall();
        scanner.firstEntry(body, 0, body.length, entry);
        do {
            entries.add((entry.isCall() ? entry.method(body) : "-") + " "
                    + (entry.idFrom() < 0
                            ? "-"
                            : new String(body, entry.idFrom(), entry.idTo() - entry.idFrom(), UTF_8)));
        } while (scanner.nextEntry(body, body.length, entry, entry));

        assertEquals(List.of("- -", "- 7", "a \"x\"", "- -", "- -", "- -", "- 4", "- -", "- -", "b -"), entries);
    }

    @Test
    void nestsAsDeepAsTracesAndNoDeeper() {
        String deep = "[".repeat(JsonText.MAX_DEPTH - 1) + "]".repeat(JsonText.MAX_DEPTH - 1);
        assertEquals(JsonRpcKind.SINGLE, scan("{\"method\":\"a\",\"params\":" + deep + "}"));

        String tooDeep = "[".repeat(1_000_000);
        assertEquals(JsonRpcKind.MALFORMED, scan(tooDeep));
    }
}
