package dev.sluice.engine.jsonrpc.batch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.engine.jsonrpc.JsonRpcCall;
import dev.sluice.engine.jsonrpc.JsonRpcScanner;
import java.util.BitSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchAnswerTest {
    private static final String MISSING =
            ",\"error\":{\"code\":-32603,\"message\":\"the provider did not answer this call of the batch\"}}";

    private final JsonRpcScanner scanner = new JsonRpcScanner();
    private Batch batch = batch("[{\"id\":\"a\",\"method\":\"x\"},{\"id\":1,\"method\":\"y\"},{\"method\":\"n\"}]");
    private BatchAnswer answer = new BatchAnswer(batch);

    private Batch batch(String text) {
        byte[] body = text.getBytes(UTF_8);
        scanner.scan(body, 0, body.length, new JsonRpcCall());
        return new Batch(scanner, body, 0, body.length);
    }

    private static BitSet part(int... entries) {
        BitSet part = new BitSet();
        IntStream.of(entries).forEach(part::set);
        return part;
    }

    private boolean answer(BitSet part, String text) {
        byte[] body = text.getBytes(UTF_8);
        return answer.answer(part, body, 0, body.length, BatchAnswer.Found.NOBODY);
    }

    private String joined() {
        return new String(answer.join(), UTF_8);
    }

    @Test
    void aPartOfOneCallIsACallAndOneOfSeveralABatchWithTheirPlacesForIds() {
        assertEquals("{\"id\":1,\"method\":\"y\"}", new String(batch.part(part(1)), UTF_8));
        assertEquals("[{\"id\":0,\"method\":\"x\"},{\"method\":\"n\"}]", new String(batch.part(part(0, 2)), UTF_8));
    }

    @Test
    void joinsInTheOrderOfTheBatchWhateverThatOfTheAnswers() {
        assertTrue(answer(part(0, 1, 2), " [ {\"result\":2,\"id\":1} , {\"id\":0,\"result\":1}]"));
        assertEquals("[{\"id\":\"a\",\"result\":1},{\"result\":2,\"id\":1}]", joined());
    }

    @Test
    void theOnlyCallOfAPartIsAnsweredByWhateverCameEvenWithoutAnId() {
        assertTrue(answer(part(0), "{\"result\":1}"));
        assertTrue(answer(part(1, 2), "{\"id\":null,\"error\":{\"code\":3}}"));
        assertEquals("[{\"id\":\"a\",\"result\":1},{\"id\":1,\"error\":{\"code\":3}}]", joined());
    }

    @Test
    void oneErrorForAWholePartIsEachCallsErrorUnlessItIsLarge() {
        assertTrue(answer(part(0, 1), "{\"id\":null,\"error\":{\"code\":-1}}"));
        assertEquals("[{\"id\":\"a\",\"error\":{\"code\":-1}},{\"id\":1,\"error\":{\"code\":-1}}]", joined());

        answer = new BatchAnswer(batch);
        assertFalse(answer(part(0, 1), "{\"error\":{\"code\":-1,\"message\":\"" + "x".repeat(5_000) + "\"}}"));
        assertEquals(
                "[{\"jsonrpc\":\"2.0\",\"id\":\"a\"" + MISSING + ",{\"jsonrpc\":\"2.0\",\"id\":1" + MISSING + "]",
                joined());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "[{\"id\":7,\"result\":1}]",
                "[{\"id\":\"0\",\"result\":1}]",
                "[{\"id\":1,\"result\":1}]",
                "[{\"id\":-1,\"result\":1},{\"id\":0.0,\"result\":1},{\"id\":99999999999999999999,\"result\":1}]",
                "[{\"id\":0,\"ID\":1,\"result\":1}]",
                "[{\"id\":0,\"id\":1,\"result\":1}]",
                "[{\"id\":0,\"i\\u0064\":1,\"result\":1}]",
                "[{\"id\":0}]",
                "[{\"id\":0,\"error\":null}]",
                "[0,[],null,{}]",
                "[{\"id\":0,\"result\":1}",
                "nonsense",
                ""
            })
    void whatDoesNotAnswerAPartsOwnCallsAnswersNone(String hostile) {
        assertFalse(answer(part(0, 2), hostile));
        assertTrue(joined().startsWith("[{\"jsonrpc\":\"2.0\",\"id\":\"a\"" + MISSING), this::joined);
    }

    @Test
    void theFirstOfTwoAnswersToACallCounts() {
        answer(part(0, 1), "[{\"id\":0,\"result\":1},{\"id\":0,\"result\":2},{\"id\":1,\"result\":3}]");
        assertEquals("[{\"id\":\"a\",\"result\":1},{\"id\":1,\"result\":3}]", joined());
    }

    @Test
    void sameIdsOfAClientAreToldApart() {
        batch = batch("[{\"id\":1,\"method\":\"x\"},{\"id\":1,\"method\":\"y\"}]");
        answer = new BatchAnswer(batch);
        answer(part(0, 1), "[{\"id\":1,\"result\":\"y\"},{\"id\":0,\"result\":\"x\"}]");
        assertEquals("[{\"id\":1,\"result\":\"x\"},{\"id\":1,\"result\":\"y\"}]", joined());
    }

    @Test
    void whatIsNoCallAndWhatIsRefusedHaveErrorsOfTheirOwn() {
        batch = batch("[1,{\"id\":5},{\"id\":6,\"method\":\"x\"},{\"id\":7,\"method\":\"y\"}]");
        answer = new BatchAnswer(batch);
        answer.refuse(2, -32601, "no");
        answer(part(3), "{\"id\":3,\"result\":0}");
        String invalid =
                ",\"error\":{\"code\":-32600,\"message\":\"this entry of the batch is not a JSON-RPC call\"}},";
        assertEquals(
                "[{\"jsonrpc\":\"2.0\",\"id\":null" + invalid + "{\"jsonrpc\":\"2.0\",\"id\":5" + invalid
                        + "{\"jsonrpc\":\"2.0\",\"id\":6,\"error\":{\"code\":-32601,\"message\":\"no\"}},{\"id\":7,\"result\":0}]",
                joined());
    }

    @Test
    void notificationsAloneAreAnsweredByNothing() {
        batch = batch("[{\"method\":\"x\"},{\"method\":\"y\"}]");
        answer = new BatchAnswer(batch);
        answer(part(0, 1), "[{\"id\":0,\"result\":1}]");
        assertEquals("", joined());
    }
}
