package dev.sluice.engine.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.contract.snapshot.Pool.Scorer.Name;
import dev.sluice.contract.snapshot.Provider;
import dev.sluice.contract.snapshot.ProviderClass;
import dev.sluice.engine.Snapshots;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScorersTest {
    private final FakeProspect candidate = new FakeProspect();

    private double score(Name name) {
        return Scorers.named(name).score(candidate);
    }

    @Test
    void latencyIsAPartOfTheFastests() {
        candidate.latencyNanos = 40;
        candidate.leastLatencyNanos = 10;
        assertEquals(0.25, score(Name.LATENCY));
    }

    @Test
    void tailLatencyIsUnknownWithoutSamples() {
        assertEquals(0.5, score(Name.TAIL_LATENCY));
        candidate.tailNanos = 300;
        candidate.leastTailNanos = 100;
        assertEquals(1.0 / 3, score(Name.TAIL_LATENCY), 1e-9);
    }

    @Test
    void errorsTakeAway() {
        candidate.errorRate = 0.2;
        assertEquals(0.8, score(Name.ERRORS), 1e-9);
    }

    @Test
    void eachBlockBehindTakesATenth() {
        assertEquals(0.5, score(Name.HEAD_LAG));
        candidate.usualHeadBlock = 100;
        candidate.headBlock = 97;
        assertEquals(0.7, score(Name.HEAD_LAG), 1e-9);
        candidate.headBlock = 50;
        assertEquals(0, score(Name.HEAD_LAG));
        candidate.headBlock = 1_000;
        assertEquals(1, score(Name.HEAD_LAG));
    }

    @Test
    void priceIsAPartOfTheCheapests() {
        candidate.pricePicos = 50;
        candidate.leastPricePicos = 10;
        assertEquals(0.2, score(Name.PRICE), 1e-9);
        candidate.leastPricePicos = 0;
        assertEquals(0, score(Name.PRICE));
        candidate.pricePicos = 0;
        assertEquals(1, score(Name.PRICE));
    }

    @Test
    void headroomIsWhatIsFree() {
        candidate.maxInFlight = 10;
        candidate.inFlight = 4;
        assertEquals(0.6, score(Name.HEADROOM), 1e-9);
        candidate.inFlight = 12;
        assertEquals(0, score(Name.HEADROOM));
    }

    @Test
    void trustIsByKindOfSeller() {
        candidate.provider = of(ProviderClass.HYPERSCALER, "", "");
        double named = score(Name.TRUST);
        candidate.provider = of(ProviderClass.DECENTRALIZED, "", "");
        assertTrue(score(Name.TRUST) < named);
    }

    @Test
    void manyOfOneOrganizationAreWorthOne() {
        candidate.ofSameOrganization = 4;
        assertEquals(0.25, score(Name.DIVERSITY));
    }

    @Test
    void theOwnZoneIsBestThenTheRegion() {
        candidate.here = new Place("eu-central-1", "eu-central-1a");
        candidate.provider = of(ProviderClass.EDGE, "eu-central-1", "eu-central-1a");
        assertEquals(1, score(Name.LOCALITY));
        candidate.provider = of(ProviderClass.EDGE, "EU-Central-1", "eu-central-1b");
        assertEquals(0.75, score(Name.LOCALITY));
        candidate.provider = of(ProviderClass.EDGE, "us-east-1", "");
        assertEquals(0, score(Name.LOCALITY));
        candidate.here = Place.UNKNOWN;
        assertEquals(0.5, score(Name.LOCALITY));
    }

    @Test
    void scoresAreMeansByWeight() {
        Scorers scorers = new Scorers(List.of(new Scorers.Weighted(c -> 1, 3), new Scorers.Weighted(c -> 0.2, 1)));
        assertEquals(0.8, scorers.score(candidate), 1e-9);
    }

    @ParameterizedTest
    @EnumSource(Name.class)
    void everyScoreLiesBetweenZeroAndOne(Name name) {
        Random random = new Random(name.ordinal());
        ProviderClass[] classes = ProviderClass.values();
        for (int i = 0; i < 10_000; i++) {
            candidate.provider = of(classes[random.nextInt(classes.length)], "r" + random.nextInt(2), "z");
            candidate.here = new Place("r" + random.nextInt(2), random.nextBoolean() ? "z" : "");
            candidate.latencyNanos = random.nextInt(1_000);
            candidate.leastLatencyNanos = candidate.latencyNanos * random.nextDouble();
            candidate.tailNanos = random.nextInt(1_000) - 1;
            candidate.leastTailNanos = Math.min(candidate.tailNanos, random.nextInt(1_000));
            candidate.errorRate = random.nextDouble();
            candidate.headBlock = random.nextInt(200) - 1;
            candidate.usualHeadBlock = random.nextInt(200) - 1;
            candidate.pricePicos = random.nextInt(100);
            candidate.leastPricePicos = (long) (candidate.pricePicos * random.nextDouble());
            candidate.maxInFlight = 1 + random.nextInt(100);
            candidate.inFlight = random.nextInt(200);
            candidate.ofSameOrganization = 1 + random.nextInt(5);
            double score = score(name);
            assertTrue(score >= 0 && score <= 1, name + " is " + score);
        }
    }

    private static Provider of(ProviderClass providerClass, String region, String zone) {
        Provider like = Snapshots.provider("a");
        return new Provider(
                like.id(),
                providerClass,
                like.organization(),
                new Provider.Location(region, zone, "", 0, List.of()),
                like.api(),
                like.capabilities(),
                like.endpoints(),
                like.credentials(),
                like.price(),
                like.capacity(),
                like.quota(),
                null);
    }
}
