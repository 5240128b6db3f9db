package dev.sluice.simulation.chain;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The calls of a request body.
 *
 * @param calls in order; a member that is no call has no method
 * @param batch whether the body was an array
 */
record Calls(List<Call> calls, boolean batch) {
    private static final JsonMapper JSON = new JsonMapper();

    Calls {
        calls = List.copyOf(calls);
    }

    /** @throws IOException when the body is not JSON */
    static Calls read(byte[] body) throws IOException {
        try (JsonParser parser = JSON.createParser(body)) {
            List<Call> calls = new ArrayList<>();
            JsonToken first = parser.nextToken();
            boolean batch = first == JsonToken.START_ARRAY;
            if (batch) {
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    calls.add(call(parser, body));
                }
            } else {
                calls.add(call(parser, body));
            }
            if (parser.nextToken() != null) {
                throw new IOException("more than one value");
            }
            return new Calls(calls, batch);
        }
    }

    private static Call call(JsonParser parser, byte[] body) throws IOException {
        String id = "null";
        String method = "";
        JsonNode params = MissingNode.getInstance();
        if (parser.currentToken() == null) {
            throw new IOException("empty");
        }
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return new Call(id, method, params);
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (name) {
                case "id" -> id = raw(parser, body);
                case "method" -> method = value == JsonToken.VALUE_STRING ? parser.getText() : "";
                case "params" -> params = parser.readValueAsTree();
                default -> parser.skipChildren();
            }
        }
        return new Call(id, method, params);
    }

    /** A scalar's own bytes: clients may compare what they get back to what they sent, escapes and digits included. */
    private static String raw(JsonParser parser, byte[] body) throws IOException {
        int start = (int) parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        parser.finishToken();
        int end = (int) parser.currentLocation().getByteOffset();
        return new String(body, start, end - start, StandardCharsets.UTF_8).strip();
    }
}
