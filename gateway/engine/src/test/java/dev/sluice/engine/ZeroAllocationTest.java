package dev.sluice.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.sluice.contract.observation.Failure;
import dev.sluice.contract.snapshot.Cache;
import dev.sluice.contract.snapshot.Match;
import dev.sluice.contract.snapshot.Match.PathKind;
import dev.sluice.contract.snapshot.Match.PathMatch;
import dev.sluice.contract.snapshot.Match.ValueMatch;
import dev.sluice.contract.snapshot.Policy;
import dev.sluice.contract.snapshot.Pool;
import dev.sluice.contract.snapshot.Route;
import dev.sluice.engine.jsonrpc.AnswerClassifier;
import dev.sluice.engine.routing.Exchange;
import dev.sluice.engine.routing.Pick;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Nothing on the way of a request allocates once the loop is warm; the exchange itself is the server's. */
class ZeroAllocationTest {
    private static final int WARM_UP = 20_000;
    private static final int CALLS = 10_000;
    /** For the reading itself. */
    private static final long SLACK_BYTES = 2_048;

    private final Exchange[] exchanges =
            IntStream.range(0, CALLS).mapToObj(i -> new Exchange()).toArray(Exchange[]::new);
    private final AnswerClassifier answers = new AnswerClassifier();
    private final byte[] answer = "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":\"0x10\"}".getBytes(UTF_8);
    private final byte[] single =
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"eth_call\",\"params\":[{\"to\":\"0x1\"},\"latest\"]}"
                    .getBytes(UTF_8);
    private final byte[] batch =
            "[{\"id\":1,\"method\":\"eth_gasPrice\",\"params\":[]},{\"id\":2,\"method\":\"eth_call\"}]".getBytes(UTF_8);
    private final byte[] answersOfBatch =
            "[{\"id\":1,\"result\":\"0x10\"},{\"id\":2,\"result\":\"0x11\"}]".getBytes(UTF_8);
    private final FakeRequest request = FakeRequest.post("/one/two/three").withHeaders(Map.of("x-tier", "gold"));
    private Gateway gateway = new Gateway(snapshots());

    private int asked;

    private static Snapshots snapshots() {
        Snapshots snapshots = new Snapshots();
        for (String name : List.of("a", "b", "c", "d")) {
            snapshots.with(Snapshots.provider(name, "region-" + name, List.of(), 3), 1, 0);
        }
        snapshots.classes = List.of(
                Snapshots.requestClass("writes", 75, List.of("eth_sendRawTransaction"), List.of()),
                Snapshots.requestClass("history", 25, List.of("eth_getLogs", "trace_*"), List.of()));
        snapshots.moreRoutes.add(new Route(
                "default/deep",
                List.of("http"),
                List.of("*.host"),
                List.of(Snapshots.rule(
                        "0",
                        new Match(
                                new PathMatch(PathKind.PREFIX, "/one/two"),
                                "POST",
                                List.of(new ValueMatch("x-tier", "gold", false)),
                                List.of()),
                        Snapshots.toPool(1)))));
        return snapshots;
    }

    private void answered(Exchange x, byte[] body) {
        gateway.loop.match(x, Snapshots.PORT, request, gateway.now);
        gateway.loop.drawBackend(x);
        gateway.loop.classify(x, request, body, 0, body.length);
        gateway.loop.pick(x, gateway.now);
        byte[] whole = body == batch ? answersOfBatch : answer;
        if (!x.isSplit() && answers.classify(200, whole, 0, whole.length, x.answers()) == null) {
            gateway.loop.answered(x, gateway.now);
        }
        gateway.loop.finished(x, 200, false, gateway.now);
    }

    private void retried(Exchange x) {
        gateway.loop.match(x, Snapshots.PORT, request, gateway.now);
        gateway.loop.drawBackend(x);
        gateway.loop.classify(x, request);
        gateway.loop.pick(x, gateway.now);
        gateway.loop.failed(x, Failure.CONNECT, 0, 0, gateway.now);
        if (gateway.loop.pickRetry(x, true, gateway.now) == Pick.PICKED) {
            gateway.loop.answered(x, gateway.now);
        }
        gateway.loop.finished(x, 200, false, gateway.now);
    }

    /** The policy hedges, and the answer comes in time. */
    private void answeredInTime(Exchange x) {
        gateway.loop.match(x, Snapshots.PORT, request, gateway.now);
        gateway.loop.drawBackend(x);
        gateway.loop.classify(x, request, single, 0, single.length);
        gateway.loop.pick(x, gateway.now);
        asked += gateway.loop.hedgeDelayNanos(x) >= 0 ? 1 : 0;
        gateway.loop.answered(x, gateway.now);
        gateway.loop.overtaken(x, gateway.now);
        gateway.loop.finished(x, 200, false, gateway.now);
    }

    private interface Way {
        void go(Exchange x);
    }

    private void assertAllocatesNothing(Way way) {
        for (int i = 0; i < WARM_UP; i++) {
            way.go(new Exchange());
        }
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        threads.getCurrentThreadAllocatedBytes();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < CALLS; i++) {
            way.go(exchanges[i]);
        }
        long bytes = threads.getCurrentThreadAllocatedBytes() - before;
        assertTrue(bytes <= SLACK_BYTES, bytes + " bytes over " + CALLS + " calls");
    }

    @Test
    void aCall() {
        assertAllocatesNothing(x -> answered(x, single));
    }

    @Test
    void aCallThatMightBeHedged() {
        Snapshots hedged = snapshots();
        hedged.hedge = new Policy.Hedge(950_000, 5);
        gateway = new Gateway(hedged);
        assertAllocatesNothing(this::answeredInTime);
        assertTrue(asked > CALLS, "only " + asked + " might have been hedged");
    }

    @Test
    void aCallUnderAPolicyThatKeepsAnswersOfOthers() {
        Snapshots keeping = snapshots();
        keeping.cache = new Cache(List.of("eth_getBlock*"), 1_000_000_000, 256);
        gateway = new Gateway(keeping);
        assertAllocatesNothing(x -> answered(x, single));
    }

    @ParameterizedTest
    @EnumSource(
            value = Pool.LoadBalancer.class,
            names = {"ROUND_ROBIN", "LEAST_REQUEST", "FAILOVER"})
    void aCallByAnotherLoadBalancer(Pool.LoadBalancer loadBalancer) {
        Snapshots other = snapshots();
        other.loadBalancer = loadBalancer;
        gateway = new Gateway(other);
        assertAllocatesNothing(x -> answered(x, single));
    }

    @Test
    void aCallWhoseCandidatesAreJudgedByAllScorers() {
        Snapshots scored = snapshots();
        scored.loadBalancer = Pool.LoadBalancer.WEIGHTED_SCORE;
        scored.scorers = Stream.of(Pool.Scorer.Name.values())
                .map(name -> new Pool.Scorer(name, 1))
                .toList();
        gateway = new Gateway(scored);
        assertAllocatesNothing(x -> answered(x, single));
    }

    @Test
    void aBatch() {
        assertAllocatesNothing(x -> answered(x, batch));
    }

    @Test
    void aRetry() {
        assertAllocatesNothing(this::retried);
    }

    @Test
    void aMiss() {
        FakeRequest missing = FakeRequest.get("elsewhere", "/one");
        assertAllocatesNothing(x -> {
            gateway.loop.match(x, 1, missing, gateway.now);
            gateway.loop.finished(x, 404, true, gateway.now);
        });
    }
}
