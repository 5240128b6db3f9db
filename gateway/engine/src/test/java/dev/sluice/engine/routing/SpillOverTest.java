package dev.sluice.engine.routing;

import static dev.sluice.engine.Gateway.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.contract.snapshot.Pool;
import dev.sluice.contract.snapshot.Pool.LoadBalancer;
import dev.sluice.engine.Gateway;
import dev.sluice.engine.Snapshots;
import dev.sluice.engine.model.CandidateSet;
import dev.sluice.engine.model.CompileResult;
import dev.sluice.engine.model.ModelCompiler;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** How priorities share what one of them cannot take. */
class SpillOverTest {
    private static final int REQUESTS = 10_000;

    /** Members a to d of priority 0, e and f of 1. */
    private static Snapshots fourAndTwo(LoadBalancer loadBalancer) {
        Snapshots snapshots = new Snapshots();
        for (String name : "abcd".split("")) {
            snapshots.with(name, 1, 0);
        }
        snapshots.with("e", 1, 1).with("f", 1, 1);
        snapshots.loadBalancer = loadBalancer;
        if (loadBalancer == LoadBalancer.WEIGHTED_SCORE) {
            snapshots.scoredBy(Pool.Scorer.Name.PRICE);
        }
        snapshots.outliers = new Pool.OutlierDetection(5, 10 * SECOND, 30 * SECOND, 300 * SECOND, 100, 1_900, 5, 100);
        return snapshots;
    }

    private static double firstsPart(Gateway gateway) {
        Map<String, Integer> picks = gateway.share(REQUESTS);
        return 1 - (picks.getOrDefault("e", 0) + picks.getOrDefault("f", 0)) / (double) REQUESTS;
    }

    /** Envoy's table of priority load, for two priorities of which the second is well. */
    @ParameterizedTest
    @EnumSource(
            value = LoadBalancer.class,
            names = {"FAILOVER", "CONSISTENT_HASH"},
            mode = EnumSource.Mode.EXCLUDE)
    void theNextPriorityTakesWhatTheFirstCannot(LoadBalancer loadBalancer) {
        Gateway gateway = new Gateway(fourAndTwo(loadBalancer));
        assertEquals(1, firstsPart(gateway), "all are well");
        gateway.eject("a");
        assertEquals(1, firstsPart(gateway), "75 % times 1.4 is enough");
        gateway.eject("b");
        assertEquals(0.70, firstsPart(gateway), 0.02);
        gateway.eject("c");
        assertEquals(0.35, firstsPart(gateway), 0.02);
        gateway.eject("d");
        assertEquals(0, firstsPart(gateway));
    }

    @Test
    void aKeyStaysWhereItIsWhileItsPriorityKeepsIt() {
        Snapshots snapshots = fourAndTwo(LoadBalancer.CONSISTENT_HASH);
        snapshots.hashOn = new Pool.HashOn(Pool.HashOn.By.REQUEST, "");
        Gateway gateway = new Gateway(snapshots);
        String[] before = places(gateway);
        gateway.now += SECOND;
        assertTrue(Arrays.equals(before, places(gateway)), "nothing has changed");
    }

    private static String[] places(Gateway gateway) {
        String[] places = new String[200];
        for (int i = 0; i < places.length; i++) {
            Exchange x = gateway.classified("{\"id\":1,\"method\":\"eth_call\",\"params\":[" + i + "]}");
            gateway.loop.pick(x, gateway.now);
            places[i] = Gateway.name(x);
            gateway.answer(x);
        }
        return places;
    }

    @ParameterizedTest
    @CsvSource({"100, 0.5", "140, 0.7", "200, 1.0"})
    void theFactorIsThePools(int percent, double part) {
        Snapshots snapshots = fourAndTwo(LoadBalancer.ROUND_ROBIN);
        snapshots.overprovisioningPercent = percent;
        Gateway gateway = new Gateway(snapshots);
        gateway.eject("a");
        gateway.eject("b");
        assertEquals(part, firstsPart(gateway), 0.01);
    }

    @Test
    void withoutAFactorAPriorityIsUsedWholeOrNotAtAll() {
        Snapshots snapshots = fourAndTwo(LoadBalancer.ROUND_ROBIN);
        snapshots.overprovisioningPercent = 0;
        Gateway gateway = new Gateway(snapshots);
        gateway.eject("a");
        gateway.eject("b");
        assertEquals(1, firstsPart(gateway), "half is the panic threshold");
        gateway.eject("c");
        assertEquals(0, firstsPart(gateway));
    }

    @Test
    void whereBothAreWeakTheyShareInProportionAndPanicEachForItself() {
        Gateway gateway = new Gateway(fourAndTwo(LoadBalancer.ROUND_ROBIN));
        for (String name : "abe".split("")) {
            gateway.eject(name);
        }
        gateway.eject("c");
        // 35 % and 70 % can be taken: together enough, so nobody panics and the second takes the rest.
        assertEquals(0.35, firstsPart(gateway), 0.01);
        gateway.eject("f");
        // Only d is well: its priority takes everything, and in panic all of it is asked.
        Map<String, Integer> picks = gateway.share(REQUESTS);
        assertEquals(1, (picks.get("a") + picks.get("b") + picks.get("c") + picks.get("d")) / (double) REQUESTS);
    }

    /** Whatever is well and however many priorities there are: parts are whole together, and nobody ill is asked but in panic. */
    @Test
    void whatEachPriorityTakesIsWholeTogether() {
        Random random = new Random(11);
        PriorityLevels levels = new PriorityLevels();
        for (int round = 0; round < 2_000; round++) {
            int size = 1 + random.nextInt(30);
            Snapshots snapshots = new Snapshots();
            snapshots.overprovisioningPercent = 100 + random.nextInt(150);
            for (int i = 0; i < size; i++) {
                snapshots.with("p" + i, 1 + random.nextInt(5), random.nextInt(1 + round % 12));
            }
            CandidateSet set = ((CompileResult.Compiled) ModelCompiler.compile(snapshots.build()))
                    .model()
                    .candidateSets()
                    .getFirst();
            boolean[] usable = new boolean[size];
            int[] shares = new int[size];
            for (int i = 0; i < size; i++) {
                usable[i] = random.nextInt(3) > 0;
                shares[i] = set.candidates().get(i).declaredPpm();
            }
            levels.weigh(set, false, shares, usable);
            for (int i = 0; i < size; i++) {
                boolean admitted = levels.admits(set.candidates().get(i), usable[i]);
                assertTrue(usable[i] || !admitted || levels.panic());
                shares[i] = admitted ? shares[i] : 0;
            }
            levels.spread(set, shares);
            int sum = Arrays.stream(shares).sum();
            assertTrue(sum > 0);
            long priorities = IntStream.range(0, size)
                    .filter(i -> shares[i] > 0)
                    .map(i -> set.candidates().get(i).priority())
                    .distinct()
                    .count();
            if (priorities > 1) {
                assertEquals(1_000_000, sum, size, "round " + round);
            }
        }
    }
}
