package dev.sluice.engine.classify;

import static dev.sluice.engine.Snapshots.requestClass;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.contract.snapshot.Match.ValueMatch;
import dev.sluice.contract.snapshot.RequestClass;
import dev.sluice.engine.FakeRequest;
import dev.sluice.engine.jsonrpc.JsonRpcCall;
import dev.sluice.engine.jsonrpc.JsonRpcScanner;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClassifierTest {
    private final Classifier classifier = new Classifier(List.of(
            requestClass("writes", 75, List.of("eth_sendRawTransaction"), List.of()),
            requestClass("history", 25, List.of("eth_getLogs", "trace_*"), List.of()),
            new RequestClass(
                    "bulk",
                    List.of(),
                    List.of("/bulk/"),
                    List.of(new ValueMatch("x-tier", "low", false)),
                    0,
                    RequestClass.WriteMode.SINGLE,
                    List.of())));

    private String classOf(FakeRequest request, String method) {
        byte[] body = ("{\"id\":1,\"method\":\"" + method + "\"}").getBytes(UTF_8);
        JsonRpcCall call = new JsonRpcCall();
        new JsonRpcScanner().scan(body, 0, body.length, call);
        return classifier
                .classes()
                .get(classifier.classify(request, body, call))
                .name();
    }

    @Test
    void theFirstClassThatMatchesWins() {
        FakeRequest post = FakeRequest.post("/");
        assertEquals("writes", classOf(post, "eth_sendRawTransaction"));
        assertEquals("history", classOf(post, "eth_getLogs"));
        assertEquals("history", classOf(post, "trace_block"));
        assertEquals("default", classOf(post, "eth_getLogsX"));
        assertEquals("default", classOf(post, "eth_call"));
    }

    @Test
    void pathsAndHeadersMustBothHold() {
        FakeRequest bulk = FakeRequest.post("/bulk/x").withHeaders(Map.of("x-tier", "low"));
        assertEquals("bulk", classOf(bulk, "eth_call"));
        assertEquals("default", classOf(FakeRequest.post("/bulk/x"), "eth_call"));
        assertEquals("default", classOf(FakeRequest.post("/bulky").withHeaders(Map.of("x-tier", "low")), "eth_call"));
    }

    @Test
    void withoutACallNoMethodMatches() {
        assertEquals(3, classifier.classify(FakeRequest.post("/")));
        assertEquals(2, classifier.classify(FakeRequest.post("/bulk").withHeaders(Map.of("x-tier", "low"))));
    }

    @Test
    void aDeclaredDefaultTakesTheRest() {
        Classifier own = new Classifier(List.of(
                requestClass("default", 10, List.of("eth_call"), List.of()),
                requestClass("other", 20, List.of("x"), List.of())));

        assertEquals(2, own.classes().size());
        assertEquals(0, own.classify(FakeRequest.get("h", "/")));
    }
}
