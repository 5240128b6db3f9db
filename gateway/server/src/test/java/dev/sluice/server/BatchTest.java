package dev.sluice.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.contract.snapshot.RequestClass;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Batches whose calls go different ways, over real sockets. The file is long because each way for an answer to be wrong has its
 * own bytes.
 */
class BatchTest {
    private static final String CALL = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"eth_call\",\"params\":[]}";
    private static final String LOGS = "{\"jsonrpc\":\"2.0\",\"id\":\"l\",\"method\":\"eth_getLogs\",\"params\":[]}";
    private static final String CHAIN = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"eth_chainId\",\"params\":[]}";

    private final ObjectMapper json = new ObjectMapper();

    private static RequestClass history() {
        return new RequestClass(
                "history",
                List.of("eth_getLogs"),
                List.of(),
                List.of(),
                RequestClass.LOW,
                RequestClass.WriteMode.SINGLE,
                List.of());
    }

    private static Snapshots snapshots(int... ports) {
        return Snapshots.jsonRpc(ports).with(s -> s.classes = List.of(history()));
    }

    /** Answers each call by the name of its method, in reverse order; {@code change} may spoil the list of answers. */
    private RawUpstream.Behaviour node(UnaryOperator<List<String>> change) {
        return (request, socket, out) -> {
            JsonNode asked = json.readTree(request.text());
            if (!asked.isArray()) {
                RawUpstream.write(out, 200, "application/json", answer(asked));
                return;
            }
            List<String> answers = new ArrayList<>();
            asked.forEach(call -> {
                if (call.has("id")) {
                    answers.add(answer(call));
                }
            });
            Collections.reverse(answers);
            RawUpstream.write(out, 200, "application/json", "[" + String.join(",", change.apply(answers)) + "]");
        };
    }

    private static String answer(JsonNode call) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + call.get("id") + ",\"result\":\""
                + call.get("method").asText() + "\"}";
    }

    private static String result(String id, String method) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":\"" + method + "\"}";
    }

    private static String error(String id, int code, String message) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"error\":{\"code\":" + code + ",\"message\":\"" + message
                + "\"}}";
    }

    @Test
    void aBatchOfOneClassPassesAsItIs() throws Exception {
        try (GatewayFixture g = new GatewayFixture()) {
            RawUpstream up = g.upstream(node(answers -> answers));
            g.serve(snapshots(up.port()));

            HttpResponse<String> answer = g.post("/", "[ " + CALL + "," + CHAIN + "]");

            assertEquals("[ " + CALL + "," + CHAIN + "]", up.requests.getFirst().text());
            assertEquals("[" + result("1", "eth_chainId") + "," + result("1", "eth_call") + "]", answer.body());
        }
    }

    @Test
    void aBatchOfSeveralClassesIsSentInPartsAndJoinedInItsOrder() throws Exception {
        try (GatewayFixture g = new GatewayFixture()) {
            RawUpstream up = g.upstream(node(answers -> answers));
            g.serve(snapshots(up.port()));

            HttpResponse<String> answer = g.post("/", "[" + CALL + "," + LOGS + "," + CHAIN + "]");

            assertEquals(200, answer.statusCode());
            assertEquals(
                    "application/json",
                    answer.headers().firstValue("content-type").orElseThrow());
            assertEquals(
                    "[" + result("1", "eth_call") + "," + result("\"l\"", "eth_getLogs") + ","
                            + result("1", "eth_chainId") + "]",
                    answer.body());
            assertEquals(2, up.requests.size());
            assertEquals(
                    2,
                    g.observe().classes().stream().mapToLong(c -> c.requests()).sum());
            assertEquals(
                    2,
                    g.observe().clients().stream().mapToLong(c -> c.requests()).sum());
        }
    }

    @Test
    void aPartThatFailsCostsOnlyItsOwnCallsTheirAnswers() throws Exception {
        try (GatewayFixture g = new GatewayFixture()) {
            RawUpstream.Behaviour good = node(answers -> answers);
            RawUpstream up = g.upstream((request, socket, out) -> {
                if (request.text().contains("eth_getLogs")) {
                    RawUpstream.write(out, 502, "text/html", "<html>");
                } else {
                    good.serve(request, socket, out);
                }
            });
            g.serve(snapshots(up.port()));

            HttpResponse<String> answer = g.post("/", "[" + LOGS + "," + CALL + "]");

            assertEquals(200, answer.statusCode());
            assertEquals(
                    "[" + error("\"l\"", -32002, "no provider is able to answer") + "," + result("1", "eth_call") + "]",
                    answer.body());
        }
    }

    @Test
    void aPartIsRetriedElsewhereByItself() throws Exception {
        try (GatewayFixture g = new GatewayFixture()) {
            AtomicInteger failures = new AtomicInteger();
            RawUpstream.Behaviour good = node(answers -> answers);
            RawUpstream.Behaviour moody = (request, socket, out) -> {
                if (request.text().contains("eth_getLogs") && failures.getAndIncrement() == 0) {
                    RawUpstream.write(out, 503, "text/html", "<html>");
                } else {
                    good.serve(request, socket, out);
                }
            };
            RawUpstream one = g.upstream(moody);
            RawUpstream two = g.upstream(moody);
            g.serve(snapshots(one.port(), two.port()));

            HttpResponse<String> answer = g.post("/", "[" + LOGS + "," + CALL + "]");

            assertEquals("[" + result("\"l\"", "eth_getLogs") + "," + result("1", "eth_call") + "]", answer.body());
            assertEquals(3, one.requests.size() + two.requests.size());
        }
    }

    @Test
    void whereNoPartIsAnsweredTheStatusSaysSo() throws Exception {
        try (GatewayFixture g = new GatewayFixture()) {
            RawUpstream up = g.upstream(RawUpstream.answer(503, "text/html", "<html>"));
            g.serve(snapshots(up.port()));

            HttpResponse<String> answer = g.post("/", "[" + LOGS + "," + CALL + "]");

            assertEquals(503, answer.statusCode());
            assertEquals("1", answer.headers().firstValue("retry-after").orElseThrow());
            assertEquals(2, json.readTree(answer.body()).size());
        }
    }

    @Test
    void aProviderThatForgetsAnAnswerIsAskedNoMoreAndNobodyGetsAHalfBatch() throws Exception {
        try (GatewayFixture g = new GatewayFixture()) {
            RawUpstream bad = g.upstream(node(answers -> answers.subList(1, answers.size())));
            RawUpstream good = g.upstream(node(answers -> answers));
            g.serve(snapshots(bad.port(), good.port()));

            for (int i = 0; i < 4; i++) {
                assertEquals(
                        2,
                        json.readTree(g.post("/", "[" + CALL + "," + CHAIN + "]")
                                        .body())
                                .size());
            }

            assertFalse(bad.requests.isEmpty());
        }
    }

    @Test
    void foreignAndRepeatedIdsLeaveACallWithAnError() throws Exception {
        try (GatewayFixture g = new GatewayFixture()) {
            RawUpstream up = g.upstream(node(answers -> List.of(
                    answers.getFirst(), "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":\"forged\"}", answers.getFirst())));
            g.serve(snapshots(up.port()));

            HttpResponse<String> answer = g.post("/", "[" + CALL + "," + LOGS + "," + CHAIN + "]");

            assertEquals(
                    "[" + error("1", -32603, "the provider did not answer this call of the batch") + ","
                            + result("\"l\"", "eth_getLogs") + "," + result("1", "eth_chainId") + "]",
                    answer.body());
        }
    }

    @Test
    void entriesThatAreNoCallsAreAnsweredBesideTheOthers() throws Exception {
        try (GatewayFixture g = new GatewayFixture()) {
            RawUpstream up = g.upstream(node(answers -> answers));
            g.serve(snapshots(up.port()));

            HttpResponse<String> mixed = g.post("/", "[1," + CALL + ",{\"id\":9,\"method\":3}]");
            HttpResponse<String> none = g.post("/", "[1,2,3]");
            HttpResponse<String> empty = g.post("/", "[]");

            String message = "this entry of the batch is not a JSON-RPC call";
            assertEquals(
                    "[" + error("null", -32600, message) + "," + result("1", "eth_call") + ","
                            + error("9", -32600, message) + "]",
                    mixed.body());
            assertEquals(400, none.statusCode());
            assertEquals(3, json.readTree(none.body()).size());
            assertEquals(400, empty.statusCode());
            assertEquals(error("null", -32600, "the body is not a JSON-RPC call"), empty.body());
            assertEquals(1, up.requests.size());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "", "[{\"id\":0,\"result\":1}]"})
    void notificationsAreSentAndNotAnswered(String said) throws Exception {
        try (GatewayFixture g = new GatewayFixture()) {
            RawUpstream up = g.upstream(RawUpstream.answer(200, "application/json", said));
            g.serve(snapshots(up.port()));

            HttpResponse<String> answer =
                    g.post("/", "[{\"method\":\"eth_call\"},{\"method\":\"eth_getLogs\"},{\"method\":\"eth_call\"}]");

            assertEquals(204, answer.statusCode());
            assertEquals("", answer.body());
            assertEquals(2, up.requests.size());
        }
    }

    @Test
    void moreCallsThanAreTakenAreRefusedAtOnce() throws Exception {
        try (GatewayFixture g = new GatewayFixture()) {
            RawUpstream up = g.upstream(node(answers -> answers));
            g.serve(snapshots(up.port()));

            HttpResponse<String> answer = g.post("/", "[" + (CALL + ",").repeat(1_000) + LOGS + "]");

            assertEquals(400, answer.statusCode());
            assertEquals(error("null", -32600, "a batch may hold at most 1000 calls"), answer.body());
            assertTrue(up.requests.isEmpty());
        }
    }

    @Test
    void anAnswerTooLargeForABatchIsAnErrorOfItsCallOnly() throws Exception {
        try (GatewayFixture g = new GatewayFixture()) {
            RawUpstream.Behaviour good = node(answers -> answers);
            RawUpstream.Behaviour huge = RawUpstream.huge(9_000_000);
            RawUpstream up = g.upstream((request, socket, out) ->
                    (request.text().contains("eth_getLogs") ? huge : good).serve(request, socket, out));
            g.serve(snapshots(up.port()));

            HttpResponse<String> answer = g.post("/", "[" + LOGS + "," + CALL + "]");

            assertEquals(
                    "["
                            + error(
                                    "\"l\"",
                                    -32603,
                                    "the answer is too large to be held; send this call by itself over HTTP")
                            + "," + result("1", "eth_call") + "]",
                    answer.body());
        }
    }

    @Test
    void anAnswerLargerThanASingleOneIsHeldStillFits() throws Exception {
        try (GatewayFixture g = new GatewayFixture()) {
            RawUpstream.Behaviour good = node(answers -> answers);
            RawUpstream.Behaviour large = RawUpstream.huge(3_000_000);
            RawUpstream up = g.upstream((request, socket, out) ->
                    (request.text().contains("eth_getLogs") ? large : good).serve(request, socket, out));
            g.serve(snapshots(up.port()));

            JsonNode answer =
                    json.readTree(g.post("/", "[" + LOGS + "," + CALL + "]").body());

            assertEquals(3_000_000, answer.get(0).get("result").asText().length());
        }
    }

    @Test
    void aClientThatGoesAwayFreesTheConnectionsOfAllParts() throws Exception {
        try (GatewayFixture g = new GatewayFixture()) {
            RawUpstream up = g.upstream(RawUpstream.answer(200, "text/plain", ""));
            up.behave(up.hang());
            g.serve(snapshots(up.port()));
            String body = "[" + LOGS + "," + CALL + "]";
            try (Socket client = new Socket("127.0.0.1", g.port())) {
                client.getOutputStream()
                        .write(("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                                .getBytes(StandardCharsets.US_ASCII));
                GatewayFixture.eventually("both parts are under way", () -> up.requests.size() == 2);
            }

            GatewayFixture.eventually("both connections are gone", () -> up.open.get() == 0);
            GatewayFixture.eventually(
                    "nothing is in flight", () -> g.sight("default/p0").inFlight() == 0);
        }
    }

    @Test
    void aPartThatTakesTooLongEndsByItself() throws Exception {
        try (GatewayFixture g = new GatewayFixture()) {
            RawUpstream.Behaviour good = node(answers -> answers);
            RawUpstream up = g.upstream(good);
            RawUpstream.Behaviour hang = up.hang();
            up.behave((request, socket, out) ->
                    (request.text().contains("eth_getLogs") ? hang : good).serve(request, socket, out));
            g.serve(snapshots(up.port())
                    .with(s -> s.timeouts = new dev.sluice.contract.snapshot.Timeouts(300 * Snapshots.MS, null)));

            HttpResponse<String> answer = g.post("/", "[" + LOGS + "," + CALL + "]");

            assertEquals(
                    "[" + error("\"l\"", -32002, "no provider answered in time") + "," + result("1", "eth_call") + "]",
                    answer.body());
        }
    }

    @Test
    void eachPartIsALineOfTheAccessLog() throws Exception {
        List<String> lines = new CopyOnWriteArrayList<>();
        try (GatewayFixture g = new GatewayFixture(o -> o.withAccessLog(lines::add))) {
            RawUpstream up = g.upstream(node(answers -> answers));
            g.serve(snapshots(up.port()));

            g.post("/", "[" + LOGS + "," + CALL + "," + CHAIN + "]");

            GatewayFixture.eventually("two lines", () -> lines.size() == 2);
            assertTrue(lines.stream().anyMatch(l -> l.contains("\"class\":\"history\"")), lines::toString);
            assertTrue(lines.stream().anyMatch(l -> l.contains("\"class\":\"default\"")), lines::toString);
        }
    }
}
