package dev.sluice.engine.jsonrpc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.contract.observation.Failure;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerClassifierTest {
    private final AnswerClassifier classifier = new AnswerClassifier();

    private Failure classify(int status, String text) {
        byte[] body = text.getBytes(UTF_8);
        return classifier.classify(status, body, 0, body.length, 1);
    }

    private static String error(int code, String message) {
        return "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":" + code + ",\"message\":\"" + message + "\"}}";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":\"0x1\"}",
                "{\"result\":null,\"id\":1}",
                "{\"error\":null,\"result\":{},\"id\":1}",
                " [{\"result\":1},{\"result\":[]}] "
            })
    void resultsAreAnswers(String body) {
        assertNull(classify(200, body));
    }

    @ParameterizedTest
    @CsvSource({
        "3, execution reverted: no",
        "-32000, execution reverted",
        "-32603, VM Exception while processing transaction: revert",
        "-32000, nonce too low",
        "-32000, already known",
        "-32602, invalid argument 0",
        "-32601, the method x does not exist",
        "-32600, invalid request",
        "-32700, parse error",
        "-32003, response too large",
        "-32005, query returned more than 10000 results"
    })
    void errorsAboutTheRequestAreAnswers(int code, String message) {
        assertNull(classify(200, error(code, message)));
        assertNull(classify(400, error(code, message)));
    }

    @ParameterizedTest
    @CsvSource({
        "-32603, Internal error, PROVIDER_FAULT",
        "-32002, request timed out, PROVIDER_FAULT",
        "-32005, daily request count exceeded, RATE_LIMITED",
        "429, compute units per second, RATE_LIMITED",
        "-32000, Rate limit reached, RATE_LIMITED",
        "-32000, header not found, NOT_SYNCED",
        "-32000, missing trie node abc, NOT_SYNCED",
        "-32603, Unknown block, NOT_SYNCED",
        "-32001, resource not found, NOT_SYNCED"
    })
    void errorsAboutTheProviderAreFailures(int code, String message, Failure failure) {
        assertEquals(failure, classify(200, error(code, message)));
    }

    @ParameterizedTest
    @CsvSource({
        "500, SERVER_ERROR",
        "502, SERVER_ERROR",
        "429, RATE_LIMITED",
        "401, UNAUTHORIZED",
        "403, UNAUTHORIZED",
        "302, GARBAGE",
        "404, GARBAGE"
    })
    void statusDecidesWhereTheBodySaysNothing(int status, Failure failure) {
        assertEquals(failure, classify(status, "<html>sorry</html>"));
        assertEquals(failure, AnswerClassifier.ofStatus(status));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "<html>", "{\"id\":1}", "{\"result\":1", "{\"result\":1}}", "7", "\"ok\""})
    void whatIsNoAnswerIsGarbage(String body) {
        assertEquals(Failure.GARBAGE, classify(200, body));
    }

    private boolean isErrorOrEmpty(String text) {
        byte[] body = text.getBytes(UTF_8);
        return classifier.isErrorOrEmpty(body, 0, body.length);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":1,\"result\":null}",
                " {\"id\":1,\"result\": [ ] }",
                "{\"id\":1,\"result\":{}}",
                "{\"id\":1,\"result\":\"\"}",
                "{\"id\":1,\"error\":{\"code\":3,\"message\":\"execution reverted\"}}",
                "{\"id\":1,\"result\":1,\"error\":{\"code\":3,\"message\":\"execution reverted\"}}",
                "[{\"id\":1,\"result\":1},{\"id\":2,\"result\":null}]",
                ""
            })
    void errorsAndNothingAreAnswersThatAnotherMayBetter(String body) {
        assertTrue(isErrorOrEmpty(body));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":1,\"result\":\"0x\"}",
                "{\"id\":1,\"result\":[null]}",
                "{\"id\":1,\"result\":{\"a\":null}}",
                "{\"id\":1,\"result\":false}",
                "{\"id\":1,\"result\":0,\"error\":null}",
                "[{\"id\":1,\"result\":1},{\"id\":2,\"result\":\"x\"}]"
            })
    void whatSaysSomethingIsNotEmpty(String body) {
        assertFalse(isErrorOrEmpty(body));
    }

    @Test
    void nothingIsTheRightAnswerToNotifications() {
        assertNull(classifier.classify(200, new byte[0], 0, 0, 0));
        assertNull(classifier.classify(204, new byte[0], 0, 0, 0));
    }

    @Test
    void oneFailureFailsABatch() {
        assertEquals(
                Failure.RATE_LIMITED,
                classify(200, "[{\"result\":1}," + error(-32005, "slow down") + ",{\"result\":2}]"));
    }

    @Test
    void aBatchWithoutAllItsAnswersIsNoAnswer() {
        byte[] body = "[{\"id\":1,\"result\":1},{\"id\":2,\"result\":2}]".getBytes(UTF_8);
        byte[] none = "[]".getBytes(UTF_8);

        assertNull(classifier.classify(200, body, 0, body.length, 2));
        assertEquals(Failure.GARBAGE, classifier.classify(200, body, 0, body.length, 3));
        assertNull(classifier.classify(200, none, 0, none.length, 0));
        assertEquals(Failure.GARBAGE, classifier.classify(200, none, 0, none.length, 1));
    }

    @Test
    void neverThrowsOnDamagedAnswers() {
        byte[] good = ("[" + error(-32603, "x\\\"y") + ",{\"result\":[1,{\"a\":2.5e3}]}]").getBytes(UTF_8);
        for (int seed = 0; seed < 20_000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            byte[] body = good.clone();
            for (int i = 0; i < 3; i++) {
                body[random.nextInt(body.length)] = (byte) random.nextInt(256);
            }
            int to = random.nextInt(body.length + 1);
            if (classifier.classify(200, body, 0, to, 1) == null) {
                classifier.isErrorOrEmpty(body, 0, to);
            }
        }
    }
}
