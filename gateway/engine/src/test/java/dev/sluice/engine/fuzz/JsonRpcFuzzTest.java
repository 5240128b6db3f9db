package dev.sluice.engine.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.contract.observation.Failure;
import dev.sluice.engine.jsonrpc.AnswerClassifier;
import dev.sluice.engine.jsonrpc.JsonRpcAnswer;
import dev.sluice.engine.jsonrpc.JsonRpcAnswerScanner;
import dev.sluice.engine.jsonrpc.JsonRpcCall;
import dev.sluice.engine.jsonrpc.JsonRpcKind;
import dev.sluice.engine.jsonrpc.JsonRpcScanner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Bodies of both directions, beside a parser that builds trees. */
class JsonRpcFuzzTest {
    private static final List<String> REQUESTS = List.of(
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"eth_blockNumber\",\"params\":[]}",
            "{\"method\":\"eth_call\",\"params\":[{\"to\":\"0xab\",\"data\":\"0x\"},\"latest\"],\"id\":\"a-1\"}",
            "[{\"id\":1,\"method\":\"eth_getLogs\",\"params\":[{\"fromBlock\":\"0x1\",\"toBlock\":\"0x2\"}]},{\"method\":\"x\"}]",
            " {\n\t\"id\" : null , \"method\":\"net_version\" , \"extra\" : {\"a\":[1,-2.5e+3,true,false,null]} } ");
    private static final List<String> ANSWERS = List.of(
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":\"0x10\"}",
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"number\":\"0x1\",\"transactions\":[{\"hash\":\"0x\"}]}}",
            "{\"id\":1,\"error\":{\"code\":-32000,\"message\":\"execution reverted\",\"data\":\"0x08c3\"}}",
            "{\"id\":1,\"error\":{\"code\":-32005,\"message\":\"rate limit exceeded\"}}",
            "[{\"id\":1,\"result\":null},{\"id\":2,\"error\":{\"code\":-32603,\"message\":\"header not found\"}}]");
    private static final String[] WORDS = {
        "\"method\":",
        "\"id\":",
        "\"error\":",
        "\"result\":",
        "\"",
        "\\\"",
        "\\u0065",
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "null",
        "-0",
        "1e9",
        "\u00e9",
        "\ud83d\ude00",
        "\u0000",
        "\\",
        "\"Method\":",
        "[[[[[[[[",
        "{\"a\":{\"a\":"
    };

    private final ObjectMapper trees = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private final JsonRpcScanner scanner = new JsonRpcScanner();
    private final JsonRpcAnswerScanner answers = new JsonRpcAnswerScanner();
    private final AnswerClassifier classifier = new AnswerClassifier();
    private final JsonRpcCall call = new JsonRpcCall();
    private final JsonRpcAnswer answer = new JsonRpcAnswer();

    @Test
    void requestsAreReadAsAParserReadsThem() {
        new Fuzz(REQUESTS, WORDS).run(input -> {
            // In the middle of other bytes: what is read beyond either end would be seen.
            byte[] body = framed(input);
            JsonRpcKind kind = scanner.scan(body, 3, body.length - 3, call);
            JsonNode tree = tree(input);
            switch (kind) {
                case SINGLE -> assertEquals(text(tree, "method"), call.method(body));
                case BATCH -> {
                    int entry = 0;
                    do {
                        assertEquals(text(tree == null ? null : tree.path(entry++), "method"), call.method(body));
                    } while (scanner.next(body, body.length - 3, call));
                    assertEquals(tree == null ? 0 : tree.size(), entry);
                }
                case MIXED -> assertTrue(tree != null && tree.isArray() && !tree.isEmpty());
                case NOT_JSONRPC -> assertTrue(tree != null);
                case MALFORMED -> assertTrue(tree == null || tree.isMissingNode());
                case TOO_MANY -> throw new AssertionError("scanning has no bound");
            }
        });
    }

    @Test
    void whatIsTakenForAnAnswerIsOne() {
        new Fuzz(ANSWERS, WORDS).run(input -> {
            byte[] body = framed(input);
            int to = body.length - 3;
            for (int expected = 1; expected <= 2; expected++) {
                Failure failure = classifier.classify(200, body, 3, to, expected);
                JsonNode tree = tree(input);
                if (failure == null) {
                    assertTrue(tree != null && (tree.isObject() || tree.isArray()));
                    assertTrue(tree.isArray() || tree.has("result") || tree.has("error"));
                    classifier.isErrorOrEmpty(body, 3, to);
                }
                if (tree == null || tree.isMissingNode()) {
                    assertEquals(Failure.GARBAGE, failure);
                }
            }
            boolean any = answers.first(body, 3, to, answer);
            assertTrue(!any || tree(input) != null);
            while (any) {
                any = answers.next(body, to, answer);
            }
        });
    }

    private static byte[] framed(byte[] input) {
        byte[] body = new byte[input.length + 6];
        Arrays.fill(body, (byte) '"');
        System.arraycopy(input, 0, body, 3, input.length);
        return body;
    }

    private static String text(@Nullable JsonNode object, String member) {
        return object == null ? "no JSON" : object.path(member).asText();
    }

    /** Null for what is no JSON. Characters are not ours to judge: nobody decides by them. */
    private @Nullable JsonNode tree(byte[] input) throws IOException {
        try {
            return trees.readTree(new String(input, StandardCharsets.ISO_8859_1));
        } catch (JsonProcessingException e) {
            return null;
        }
    }
}
