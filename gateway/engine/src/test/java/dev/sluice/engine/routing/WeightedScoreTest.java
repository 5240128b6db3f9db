package dev.sluice.engine.routing;

import static dev.sluice.engine.Gateway.MILLI;
import static dev.sluice.engine.Gateway.SECOND;
import static dev.sluice.engine.Gateway.name;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.contract.observation.Failure;
import dev.sluice.contract.snapshot.Pool.Scorer.Name;
import dev.sluice.contract.snapshot.Price;
import dev.sluice.contract.snapshot.Provider;
import dev.sluice.engine.FakeRequest;
import dev.sluice.engine.Gateway;
import dev.sluice.engine.GatewayState;
import dev.sluice.engine.Snapshots;
import dev.sluice.engine.model.CandidateSet;
import dev.sluice.engine.model.CompiledPool;
import dev.sluice.engine.score.Place;
import dev.sluice.engine.score.Scorer;
import dev.sluice.engine.score.Scorers;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class WeightedScoreTest {
    private static final int REQUESTS = 20_000;

    /** What a developer writes first for a scorer of their own: a test that shows whom it prefers. */
    @Test
    void aNewScorerIsOneClassThatIsHandedIn() {
        Gateway gateway = new Gateway(Snapshots.of(1, 1).scoredBy(Name.LATENCY));
        Scorer prefersB = candidate -> candidate.provider().id().endsWith("b") ? 1 : 0;
        WeightedScore picker = new WeightedScore(
                new WeightedDraw(new SplittableRandom(1)),
                new Contender(new AttemptCost(gateway.loop.scanner()), Place.UNKNOWN));
        int[] picks = new int[2];
        for (int i = 0; i < REQUESTS; i++) {
            Exchange x = gateway.call("eth_call");
            x.candidates = scoredBy(x.candidates(), prefersB);
            picks[picker.pick(x.view, x, new int[] {500_000, 500_000}, 0)]++;
        }
        assertEquals(0.75, picks[1] / (double) REQUESTS, 0.02, Arrays.toString(picks));
    }

    private static CandidateSet scoredBy(CandidateSet set, Scorer scorer) {
        CompiledPool pool = set.pool();
        Scorers alone = new Scorers(List.of(new Scorers.Weighted(scorer, 1)));
        return new CandidateSet(
                set.index(),
                set.key(),
                new CompiledPool(pool.index(), pool.pool(), pool.members(), alone),
                set.candidates());
    }

    /** Whatever the weights and whoever is best: no herd, and nobody forgotten. */
    @Test
    void theBestGetsItsPartOfTwoDrawsAndTheWorstIsStillAsked() {
        Random random = new Random(7);
        for (int round = 0; round < 10; round++) {
            int[] weights = random.ints(2 + random.nextInt(5), 1, 10).toArray();
            Snapshots snapshots = new Snapshots();
            for (int i = 0; i < weights.length; i++) {
                Provider like = Snapshots.provider(String.valueOf((char) ('a' + i)));
                // Each dearer than the one before.
                snapshots.with(like.withPrice(new Price("USD", 1_000L * (i + 1), List.of())), weights[i], 0);
            }
            Gateway gateway = new Gateway(snapshots.scoredBy(Name.PRICE), round);
            Map<String, Integer> picks = gateway.share(REQUESTS);
            double sum = Arrays.stream(weights).sum();
            double cheapest = weights[0] / sum;
            double dearest = weights[weights.length - 1] / sum;
            String last = String.valueOf((char) ('a' + weights.length - 1));
            String seen = "round " + round + ": " + Arrays.toString(weights) + " " + picks;
            assertEquals(1 - (1 - cheapest) * (1 - cheapest), picks.get("a") / (double) REQUESTS, 0.02, seen);
            assertEquals(dearest * dearest, picks.get(last) / (double) REQUESTS, 0.02, seen);
        }
    }

    @Test
    void theMethodsOwnPriceCounts() {
        Provider cheapCalls = Snapshots.provider("a")
                .withPrice(new Price("USD", 1, List.of(new Price.MethodPrice("eth_getLogs", 1_000))));
        Provider cheapLogs = Snapshots.provider("b").withPrice(new Price("USD", 100, List.of()));
        Gateway gateway = new Gateway(
                new Snapshots().with(cheapCalls, 1, 0).with(cheapLogs, 1, 0).scoredBy(Name.PRICE));
        assertEquals(0.75, part(gateway, "eth_call", "a"), 0.02);
        assertEquals(0.25, part(gateway, "eth_getLogs", "a"), 0.02);
    }

    @Test
    void whoIsSlowGetsLessAndIsTriedAgain() {
        Gateway gateway = new Gateway(Snapshots.of(1, 1, 1).scoredBy(Name.LATENCY));
        Map<String, Long> nanos = new HashMap<>(Map.of("a", 200 * MILLI, "b", 20 * MILLI, "c", 20 * MILLI));
        Map<String, Integer> slow = run(gateway, nanos);
        assertEquals(REQUESTS / 9.0, slow.get("a"), REQUESTS / 50.0, slow.toString());
        nanos.put("a", 5 * MILLI);
        gateway.now += 30 * SECOND;
        run(gateway, nanos);
        Map<String, Integer> fast = run(gateway, nanos);
        assertTrue(fast.get("a") > REQUESTS * 5 / 10, fast.toString());
    }

    @Test
    void whoErrsGetsLessUntilItsErrorsAreOld() {
        Snapshots snapshots = Snapshots.of(1, 1).scoredBy(Name.ERRORS);
        Gateway gateway = new Gateway(snapshots);
        for (int i = 0; i < 50; i++) {
            Exchange x = gateway.picked();
            if (name(x).equals("a")) {
                gateway.fail(x, Failure.RATE_LIMITED);
                gateway.loop.finished(x, 429, false, gateway.now);
            } else {
                gateway.answer(x);
            }
        }
        assertEquals(0.25, part(gateway, "eth_call", "a"), 0.06);
        gateway.now += 300 * SECOND;
        assertEquals(0.5, part(gateway, "eth_call", "a"), 0.02);
    }

    @Test
    void aGatewayPrefersItsOwnRegion() {
        GatewayState state = new GatewayState("pod", 0, 0, new Place("region-b", ""));
        LoopRouter loop = state.newLoop(new SplittableRandom(3));
        state.apply(Snapshots.of(1, 1).scoredBy(Name.LOCALITY).build(), 0);
        int near = 0;
        for (int i = 0; i < REQUESTS; i++) {
            Exchange x = new Exchange();
            loop.match(x, Snapshots.PORT, FakeRequest.post("/"), 0);
            loop.drawBackend(x);
            loop.classify(x, FakeRequest.post("/"));
            loop.pick(x, 0);
            near += name(x).equals("b") ? 1 : 0;
            loop.answered(x, 0);
            loop.finished(x, 200, false, 0);
        }
        assertEquals(0.75, near / (double) REQUESTS, 0.02);
    }

    @Test
    void whoIsBehindTheMedianHeadGetsLessAndALiarMovesNobody() {
        Gateway gateway = new Gateway(Snapshots.of(1, 1, 1).scoredBy(Name.HEAD_LAG));
        Map<String, Long> heads = Map.of("a", 100L, "b", 95L, "c", 5_000_000L);
        for (int i = 0; i < 1_000; i++) {
            Exchange x = gateway.picked();
            gateway.loop.sawHead(x, heads.get(name(x)));
            gateway.answer(x);
        }
        Map<String, Integer> picks = gateway.share(REQUESTS);
        assertEquals(REQUESTS / 9.0, picks.get("b"), REQUESTS / 50.0, picks.toString());
        assertEquals(REQUESTS * 4 / 9.0, picks.get("a"), REQUESTS / 50.0, picks.toString());
    }

    private static double part(Gateway gateway, String method, String provider) {
        int picked = 0;
        for (int i = 0; i < REQUESTS; i++) {
            Exchange x = gateway.call(method);
            assertEquals(Pick.PICKED, gateway.loop.pick(x, gateway.now));
            picked += name(x).equals(provider) ? 1 : 0;
            gateway.answer(x);
        }
        return picked / (double) REQUESTS;
    }

    /** One after the other, each after as long as its provider takes. */
    private static Map<String, Integer> run(Gateway gateway, Map<String, Long> nanos) {
        Map<String, Integer> picks = new TreeMap<>();
        for (int i = 0; i < REQUESTS; i++) {
            Exchange x = gateway.picked();
            picks.merge(name(x), 1, Integer::sum);
            gateway.now += MILLI;
            gateway.loop.answered(x, nanos.get(name(x)), gateway.now);
            gateway.loop.finished(x, 200, false, gateway.now);
        }
        return picks;
    }
}
