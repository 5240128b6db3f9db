package dev.sluice.engine.jsonrpc.batch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.jsonrpc.JsonRpcCall;
import dev.sluice.engine.jsonrpc.JsonRpcKind;
import dev.sluice.engine.jsonrpc.JsonRpcScanner;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Batches at random, taken apart at random, answered by providers that shuffle, forget, repeat and answer what they were not
 * asked, seen through a parser that builds trees.
 */
class BatchPropertyTest {
    private static final int CASES = 5_000;

    private final ObjectMapper json = new ObjectMapper();
    private final JsonRpcScanner scanner = new JsonRpcScanner();

    @Test
    void everyCallHasOneAnswerUnderItsOwnIdInItsOwnPlace() throws Exception {
        int answered = 0;
        int missing = 0;
        for (int seed = 0; seed < CASES; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            ArrayNode request = request(random);
            byte[] body = json.writeValueAsBytes(request);
            JsonRpcKind kind = scanner.scan(body, 0, body.length, new JsonRpcCall());
            assertTrue(kind == JsonRpcKind.BATCH || kind == JsonRpcKind.MIXED, "seed " + seed);
            Batch batch = new Batch(scanner, body, 0, body.length);
            BatchAnswer answer = new BatchAnswer(batch);
            BitSet kept = new BitSet();
            for (BitSet part : parts(random, batch)) {
                byte[] bytes = provider(random, request, batch.part(part), kept);
                answer.answer(part, bytes, 0, bytes.length, BatchAnswer.Found.NOBODY);
            }

            byte[] joined = answer.join();

            String about = "seed " + seed + ": " + new String(body, UTF_8) + " -> " + new String(joined, UTF_8);
            JsonNode result = joined.length == 0 ? json.createArrayNode() : json.readTree(joined);
            int next = 0;
            for (int i = 0; i < request.size(); i++) {
                JsonNode call = request.get(i);
                if (call.isObject() && call.has("method") && !call.has("id")) {
                    continue;
                }
                JsonNode one = result.get(next++);
                assertEquals(call.isObject() ? call.get("id") : json.nullNode(), one.get("id"), about);
                assertEquals(
                        kept.get(i) ? "result of " + i : "", one.path("result").asText(), about);
                assertEquals(!kept.get(i), one.has("error"), about);
                answered += kept.get(i) ? 1 : 0;
                missing += kept.get(i) ? 0 : 1;
            }
            assertEquals(next, result.size(), about);
        }
        assertTrue(answered > CASES && missing > CASES, answered + " answered, " + missing + " not");
    }

    @Test
    void whateverBytesComeEveryCallHasOneAnswerUnderItsOwnId() throws Exception {
        for (int seed = 0; seed < CASES; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            ArrayNode request = request(random);
            byte[] body = json.writeValueAsBytes(request);
            scanner.scan(body, 0, body.length, new JsonRpcCall());
            Batch batch = new Batch(scanner, body, 0, body.length);
            BatchAnswer answer = new BatchAnswer(batch);
            for (BitSet part : parts(random, batch)) {
                byte[] bytes = provider(random, request, batch.part(part), new BitSet());
                for (int damages = random.nextInt(4); damages > 0 && bytes.length > 0; damages--) {
                    bytes[random.nextInt(bytes.length)] = (byte) "{}[]\",:0\\i".charAt(random.nextInt(10));
                }
                answer.answer(part, bytes, 0, bytes.length, BatchAnswer.Found.NOBODY);
            }

            byte[] joined = answer.join();

            String about = "seed " + seed + ": " + new String(joined, UTF_8);
            JsonNode result = joined.length == 0 ? json.createArrayNode() : json.readTree(joined);
            int next = 0;
            for (JsonNode call : request) {
                if (!call.isObject() || !call.has("method") || call.has("id")) {
                    assertEquals(
                            call.isObject() ? call.get("id") : json.nullNode(),
                            result.get(next++).get("id"),
                            about);
                }
            }
            assertEquals(next, result.size(), about);
        }
    }

    private ArrayNode request(SplittableRandom random) {
        ArrayNode request = json.createArrayNode();
        int size = 1 + random.nextInt(9);
        for (int i = 0; i < size; i++) {
            if (random.nextInt(8) == 0) {
                request.add(7);
                continue;
            }
            ObjectNode call = request.addObject();
            switch (random.nextInt(5)) {
                case 0 -> call.put("id", random.nextInt(3));
                case 1 -> call.put("id", "\"]},{[\\ \u00e4" + random.nextInt(2));
                case 2 -> call.putNull("id");
                case 3 -> call.put("id", random.nextInt());
                default -> {
                    // A notification.
                }
            }
            call.put("method", "m" + i);
            call.putArray("params").addObject().put("id", 99).put("]", "}");
        }
        return request;
    }

    private static List<BitSet> parts(SplittableRandom random, Batch batch) {
        TreeMap<Integer, BitSet> parts = new TreeMap<>();
        for (int i = 0; i < batch.size(); i++) {
            if (batch.entry(i).isCall()) {
                parts.computeIfAbsent(random.nextInt(3), p -> new BitSet()).set(i);
            }
        }
        return new ArrayList<>(parts.values());
    }

    /** @param kept gets the places of those that are answered as they should be */
    private byte[] provider(SplittableRandom random, ArrayNode request, byte[] part, BitSet kept) throws Exception {
        JsonNode asked = json.readTree(part);
        List<JsonNode> answers = new ArrayList<>();
        for (JsonNode call : asked.isArray() ? asked : json.createArrayNode().add(asked)) {
            if (call.has("id") && (random.nextInt(4) > 0 || !asked.isArray())) {
                int place = call.get("id").asInt();
                assertEquals(request.get(place).get("method"), call.get("method"));
                kept.set(place);
                answers.add(json.createObjectNode()
                        .put("result", "result of " + place)
                        .put("id", place));
            }
        }
        if (!asked.isArray()) {
            return answers.isEmpty() ? new byte[0] : json.writeValueAsBytes(answers.getFirst());
        }
        if (random.nextBoolean()) {
            answers.add(
                    json.createObjectNode().put("id", 100 + random.nextInt(9)).put("result", "unasked"));
        }
        Collections.shuffle(answers, new Random(random.nextLong()));
        return json.writeValueAsBytes(answers);
    }
}
