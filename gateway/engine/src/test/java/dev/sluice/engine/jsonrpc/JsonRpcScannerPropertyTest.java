package dev.sluice.engine.jsonrpc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The scanner against a parser that builds trees, on calls that were written at random and then damaged. */
class JsonRpcScannerPropertyTest {
    private static final int CASES = 60_000;

    private final ObjectMapper reference = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
    private final JsonRpcScanner scanner = new JsonRpcScanner();
    private final JsonRpcCall call = new JsonRpcCall();

    @Test
    void agreesWithAParserAndNeverThrows() {
        int singles = 0;
        int malformed = 0;
        int mixed = 0;
        for (int seed = 0; seed < CASES; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            byte[] body = new RandomJson(random).body();
            JsonRpcKind kind = scanner.scan(body, 0, body.length, call);
            check(seed, body, kind);
            singles += kind == JsonRpcKind.SINGLE ? 1 : 0;
            malformed += kind == JsonRpcKind.MALFORMED ? 1 : 0;
            mixed += kind == JsonRpcKind.MIXED ? 1 : 0;
        }
        assertEquals(
                true,
                singles > CASES / 10 && malformed > CASES / 10 && mixed > CASES / 100,
                singles + " calls, " + malformed + " malformed, " + mixed + " mixed");
    }

    private void check(int seed, byte[] body, JsonRpcKind kind) {
        String about = "seed " + seed + ": " + new String(body, UTF_8);
        JsonNode tree;
        try {
            tree = reference.readTree(body);
        } catch (IOException e) {
            boolean duplicate = e.getMessage().contains("Duplicate");
            if (!duplicate) {
                assertEquals(JsonRpcKind.MALFORMED, kind, about);
            }
            return;
        }
        switch (kind) {
            case SINGLE -> assertEquals(tree.path("method").asText(), call.method(body), about);
            case BATCH -> assertBatch(about, body, tree);
            case MIXED -> assertEquals(true, tree.size() > 0 && !areAllPlainCalls(tree), about);
            case TOO_MANY -> throw new AssertionError("scanning has no bound, " + about);
            case MALFORMED -> assertEquals(true, tree.isMissingNode(), about);
            case NOT_JSONRPC -> assertEquals(false, isPlainCall(tree), about);
        }
    }

    private void assertBatch(String about, byte[] body, JsonNode tree) {
        int i = 0;
        do {
            assertEquals(tree.path(i).path("method").asText(), call.method(body), about);
            i++;
        } while (scanner.next(body, body.length, call));
        assertEquals(tree.size(), i, about);
    }

    private static boolean areAllPlainCalls(JsonNode array) {
        boolean all = true;
        for (JsonNode entry : array) {
            all &= isPlainCall(entry);
        }
        return all;
    }

    /** A call nobody could misread: the scanner has no reason to refuse it. */
    private static boolean isPlainCall(JsonNode tree) {
        boolean oddKey = false;
        for (var names = tree.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            oddKey |= !name.matches("[a-z_]+");
        }
        return tree.isObject()
                && !oddKey
                && tree.path("method").asText().matches("[a-zA-Z_]+")
                && tree.path("method").isTextual()
                && (tree.path("id").isMissingNode() || tree.path("id").isInt());
    }

    /** Writes calls, batches and other values, and breaks a part of them by changing bytes. */
    private record RandomJson(SplittableRandom random) {
        byte[] body() {
            StringBuilder text = new StringBuilder();
            switch (random.nextInt(6)) {
                case 0 -> value(text, 0);
                case 1, 2 -> batch(text);
                default -> call(text);
            }
            byte[] body = text.toString().getBytes(UTF_8);
            int damages = random.nextInt(3) == 0 ? 1 + random.nextInt(2) : 0;
            for (int i = 0; i < damages && body.length > 0; i++) {
                body[random.nextInt(body.length)] = (byte) "{}[]\",:0-eE.x\\ \u0001".charAt(random.nextInt(16));
            }
            return body;
        }

        private void batch(StringBuilder text) {
            text.append('[');
            int calls = random.nextInt(4);
            for (int i = 0; i < calls; i++) {
                text.append(i == 0 ? "" : ",");
                if (random.nextInt(8) == 0) {
                    value(text, 0);
                } else {
                    call(text);
                }
            }
            text.append(blank()).append(']');
        }

        private void call(StringBuilder text) {
            text.append(blank()).append('{').append(blank());
            int members = random.nextInt(4);
            boolean methodLast = random.nextBoolean();
            text.append(methodLast ? "" : "\"method\":\"" + method() + "\"" + (members > 0 ? "," : ""));
            for (int i = 0; i < members; i++) {
                text.append(blank())
                        .append("\"k")
                        .append("abcdefgh".charAt(i))
                        .append("\"")
                        .append(blank())
                        .append(':');
                value(text, 0);
                text.append(i == members - 1 && !methodLast ? "" : ",");
            }
            if (methodLast) {
                text.append(random.nextInt(3) == 0 ? "" : "\"id\":" + random.nextInt(-5, 1000) + ",");
                text.append("\"method\":")
                        .append(blank())
                        .append('"')
                        .append(method())
                        .append('"');
            }
            text.append('}').append(blank());
        }

        private void value(StringBuilder text, int depth) {
            switch (random.nextInt(depth > 4 ? 5 : 7)) {
                case 0 -> text.append(random.nextInt(-9, 100_000));
                case 1 -> text.append("true");
                case 2 -> text.append("null");
                case 3 ->
                    text.append(random.nextInt(100))
                            .append('.')
                            .append(random.nextInt(10))
                            .append("e-1");
                case 4 -> text.append("\"q\\\"\\u00e4\\n").append(method()).append('"');
                case 5 -> {
                    text.append('[').append(blank());
                    value(text, depth + 1);
                    text.append(blank()).append(',');
                    value(text, depth + 1);
                    text.append(']');
                }
                default -> {
                    text.append("{\"x\":");
                    value(text, depth + 1);
                    text.append(random.nextBoolean() ? ",\"method\":\"inner\"" : "")
                            .append('}');
                }
            }
        }

        private String method() {
            return random.nextBoolean() ? "eth_call" : "net_version";
        }

        private String blank() {
            return random.nextInt(4) == 0 ? " \n" : "";
        }
    }
}
