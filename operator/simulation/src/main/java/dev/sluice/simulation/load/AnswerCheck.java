package dev.sluice.simulation.load;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Optional;

/** Whether bytes are a JSON-RPC answer to a call; reads them once without building a tree. */
final class AnswerCheck {
    private static final JsonFactory JSON = new JsonFactory();

    private AnswerCheck() {}

    /** @param id the number the call carried */
    static Optional<ClientFailure> check(int status, byte[] body, long id, boolean errorIsAnswer) {
        if (status == 429) {
            return Optional.of(ClientFailure.RATE_LIMITED);
        }
        if (status >= 500) {
            return Optional.of(ClientFailure.SERVER_ERROR);
        }
        if (status != 200) {
            return Optional.of(ClientFailure.STATUS);
        }
        try (JsonParser parser = JSON.createParser(body)) {
            return check(parser, id, errorIsAnswer);
        } catch (IOException e) {
            return Optional.of(ClientFailure.NOT_AN_ANSWER);
        }
    }

    private static Optional<ClientFailure> check(JsonParser parser, long id, boolean errorIsAnswer) throws IOException {
        boolean version = false;
        boolean sameId = false;
        boolean result = false;
        boolean error = false;
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            return Optional.of(ClientFailure.NOT_AN_ANSWER);
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (name) {
                case "jsonrpc" -> version = "2.0".equals(parser.getText());
                case "id" -> sameId = value == JsonToken.VALUE_NUMBER_INT && parser.getLongValue() == id;
                case "result" -> result = true;
                case "error" -> error = value == JsonToken.START_OBJECT;
                default -> {}
            }
            parser.skipChildren();
        }
        if (!version || !sameId || result == error || parser.nextToken() != null) {
            return Optional.of(ClientFailure.NOT_AN_ANSWER);
        }
        return error && !errorIsAnswer ? Optional.of(ClientFailure.RPC_ERROR) : Optional.empty();
    }
}
