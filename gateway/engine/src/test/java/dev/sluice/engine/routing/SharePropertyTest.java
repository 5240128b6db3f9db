package dev.sluice.engine.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.sluice.engine.Gateway;
import dev.sluice.engine.Snapshots;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whatever the shares, whoever is out: over 1,000 picks everyone has its share within a point. */
class SharePropertyTest {
    private static final int SEEDS = 150;
    private static final int PICKS = 1_000;
    private static final int POINT = PICKS / 100;

    @Test
    void thePlansSharesAreRealised() {
        for (int seed = 0; seed < SEEDS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int providers = 1 + random.nextInt(8);
            Gateway gateway = new Gateway(Snapshots.of(new int[providers]), seed);
            for (int revision = 1; revision <= 4; revision++) {
                Map<String, Integer> plan = shares(random, providers);
                gateway.plan(revision, plan);
                assertShares(seed, plan, gateway.share(PICKS));
            }
        }
    }

    @Test
    void declaredWeightsAreRealised() {
        for (int seed = 0; seed < SEEDS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int[] weights = random.ints(1 + random.nextInt(8), 0, 100).toArray();
            weights[0] = 1 + random.nextInt(100);
            Map<String, Integer> expected = new TreeMap<>();
            long total = IntStream.of(weights).sum();
            for (int i = 0; i < weights.length; i++) {
                expected.put(Snapshots.of(weights).providers.get(i).id().substring(8), (int)
                        (weights[i] * 1_000_000L / total));
            }
            assertShares(seed, expected, new Gateway(Snapshots.of(weights), seed).share(PICKS));
        }
    }

    @Test
    void theShareOfWhoIsEjectedGoesToTheRestInProportion() {
        for (int seed = 0; seed < SEEDS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int providers = 3 + random.nextInt(5);
            Snapshots snapshots = Snapshots.of(new int[providers]);
            snapshots.panicThresholdPercent = 1;
            Gateway gateway = new Gateway(snapshots, seed);
            Map<String, Integer> plan = shares(random, providers);
            String worst = plan.entrySet().stream()
                    .max(Map.Entry.comparingByValue())
                    .orElseThrow()
                    .getKey();
            plan.replaceAll((name, share) -> name.equals(worst) ? share : share + 1);
            plan.merge(worst, 1 - providers, Integer::sum);
            gateway.plan(1, plan);
            gateway.share(PICKS);

            gateway.eject(worst);

            int lost = plan.put(worst, 0);
            plan.replaceAll((name, share) -> (int) (share * 1_000_000L / (1_000_000 - lost)));
            assertShares(seed, plan, gateway.share(PICKS));
        }
    }

    @Test
    void changingTheModelAllTheTimeFavoursNobody() {
        Snapshots snapshots = Snapshots.of(90, 5, 5);
        Gateway gateway = new Gateway(snapshots, 7);
        Map<String, Integer> picks = new TreeMap<>();
        for (int i = 0; i < PICKS; i++) {
            gateway.share(1).forEach((name, count) -> picks.merge(name, count, Integer::sum));
            snapshots.revision++;
            gateway.serve(snapshots);
        }
        assertShares(7, new TreeMap<>(Map.of("a", 900_000, "b", 50_000, "c", 50_000)), picks);
    }

    private static void assertShares(long seed, Map<String, Integer> ppm, Map<String, Integer> picks) {
        ppm.forEach((name, share) -> {
            int picked = picks.getOrDefault(name, 0);
            String about = "seed " + seed + ": " + name + " of " + ppm + " got " + picks;
            assertEquals(share / 1e6 * PICKS, picked, POINT, about);
            assertFalse(share == 0 && picked > 0, about);
        });
    }

    private static Map<String, Integer> shares(SplittableRandom random, int providers) {
        Map<String, Integer> shares = new TreeMap<>();
        int left = 1_000_000;
        for (int i = 0; i < providers; i++) {
            int share = i == providers - 1 ? left : random.nextInt(4) == 0 ? 0 : random.nextInt(left + 1);
            shares.put(String.valueOf((char) ('a' + i)), share);
            left -= share;
        }
        return shares;
    }
}
