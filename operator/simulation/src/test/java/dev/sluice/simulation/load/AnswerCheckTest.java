package dev.sluice.simulation.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerCheckTest {
    private static final String RESULT = "{\"jsonrpc\":\"2.0\",\"id\":7,\"result\":{\"a\":[1,{\"id\":9}]}}";
    private static final String ERROR = "{\"jsonrpc\":\"2.0\",\"id\":7,\"error\":{\"code\":3,\"message\":\"m\"}}";

    private static Optional<ClientFailure> check(int status, String body, boolean errorIsAnswer) {
        return AnswerCheck.check(status, body.getBytes(StandardCharsets.UTF_8), 7, errorIsAnswer);
    }

    @Test
    void aResultWithTheCallsIdIsAnAnswer() {
        assertEquals(Optional.empty(), check(200, RESULT, false));
        assertEquals(Optional.empty(), check(200, "{\"id\":7,\"result\":null,\"jsonrpc\":\"2.0\"}", false));
    }

    @Test
    void anErrorIsAnAnswerOnlyWhereOneIsExpected() {
        assertEquals(Optional.of(ClientFailure.RPC_ERROR), check(200, ERROR, false));
        assertEquals(Optional.empty(), check(200, ERROR, true));
    }

    @Test
    void theStatusDecidesFirst() {
        assertEquals(Optional.of(ClientFailure.RATE_LIMITED), check(429, RESULT, false));
        assertEquals(Optional.of(ClientFailure.SERVER_ERROR), check(503, RESULT, true));
        assertEquals(Optional.of(ClientFailure.STATUS), check(404, RESULT, false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "<html>",
                "{\"jsonrpc\":\"2.0\",\"id\":7}",
                "{\"jsonrpc\":\"2.0\",\"id\":8,\"result\":1}",
                "{\"jsonrpc\":\"2.0\",\"id\":\"7\",\"result\":1}",
                "{\"jsonrpc\":\"1.0\",\"id\":7,\"result\":1}",
                "{\"id\":7,\"result\":1}",
                "{\"jsonrpc\":\"2.0\",\"id\":7,\"result\":1,\"error\":{\"code\":1}}",
                "{\"jsonrpc\":\"2.0\",\"id\":7,\"result\":1",
                "{\"jsonrpc\":\"2.0\",\"id\":7,\"result\":1}x",
            })
    void anythingElseIsNone(String body) {
        assertEquals(Optional.of(ClientFailure.NOT_AN_ANSWER), check(200, body, true));
    }
}
