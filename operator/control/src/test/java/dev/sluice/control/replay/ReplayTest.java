package dev.sluice.control.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.contract.observation.Failure;
import dev.sluice.contract.observation.Observation;
import dev.sluice.contract.observation.ProviderSight;
import dev.sluice.contract.observation.Reading;
import dev.sluice.contract.observation.Traffic;
import dev.sluice.contract.plan.PlanKey;
import dev.sluice.contract.snapshot.ConfigSnapshot;
import dev.sluice.contract.snapshot.Constraints;
import dev.sluice.contract.snapshot.Objectives;
import dev.sluice.contract.snapshot.Policy;
import dev.sluice.contract.snapshot.Provider;
import dev.sluice.control.plan.Some;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReplayTest {
    private static final long START = 1_767_225_600_000L;
    private static final int PER_SECOND = 50;
    private static final int FAILS_FROM = 60;
    private static final int SECONDS = 180;
    private static final List<Provider> PROVIDERS = List.of(Some.provider("a"), Some.provider("b"));

    @Test
    void trafficWouldHaveLeftTheProviderThatFailed() {
        Hindsight.Key key =
                Replay.of(snapshot(Constraints.NONE), readings(Some.KEY)).keys().getFirst();

        assertEquals(2.0 * PER_SECOND * (SECONDS - 5), key.requests());
        assertTrue(key.lastShares().get("default/a") < 0.05, key::toString);
        assertTrue(key.shares().get("default/a") > 0.15, key::toString);
        assertEquals(1, key.answered(), 0.001, "the other one answers what failed");
        assertEquals(0, key.unmeasured());
        assertEquals(
                Map.of("default/a", 0.5, "default/b", 0.5),
                Past.of(readings(Some.KEY)).keys().get(Some.KEY).shares());
    }

    @Test
    void aChangeThatForbidsTheGoodOneIsSeenToFail() {
        Constraints withoutB =
                new Constraints(List.of(), List.of(), List.of(), List.of("b"), List.of(), List.of(), false);

        Hindsight.Key key =
                Replay.of(snapshot(withoutB), readings(Some.KEY)).keys().getFirst();

        assertEquals(1, key.shares().get("default/a"), 0.001);
        assertEquals((double) FAILS_FROM / SECONDS, key.answered(), 0.06);
    }

    @Test
    void whatGatewaysHaveTakenOutIsTakenToAnswerNothingThoughItWasHardlyAsked() {
        Constraints withoutB =
                new Constraints(List.of(), List.of(), List.of(), List.of("b"), List.of(), List.of(), false);
        List<Reading> ejected = readings(Some.KEY).stream()
                .map(reading -> reading.atMillis() - START > FAILS_FROM * 1_000L ? ejected(reading) : reading)
                .toList();

        Hindsight.Key key = Replay.of(snapshot(withoutB), ejected).keys().getFirst();

        double before = 2.0 * PER_SECOND * (FAILS_FROM - 5);
        double after = PER_SECOND * (SECONDS - FAILS_FROM);
        assertEquals(before / (before + after), key.answered(), 0.02);
    }

    /** The first provider was taken out at once: it counts no failures. */
    private static Reading ejected(Reading reading) {
        Observation seen = reading.observations().getFirst();
        Traffic a = seen.traffic().getFirst();
        long good = (long) PER_SECOND * FAILS_FROM;
        Traffic silent = new Traffic(a.key(), a.provider(), good, good, good, Map.of(), good * 6_000_000, List.of());
        List<ProviderSight> sights = List.of(
                new ProviderSight("default/a", ProviderSight.Health.EJECTED, 0, 0, 0, 1, -1, null, "CONNECT"),
                seen.providers().getLast());
        return new Reading(
                reading.gateway(),
                reading.atMillis(),
                List.of(new Observation(
                        seen.gateway(),
                        seen.reporter(),
                        seen.startedAtMillis(),
                        seen.atMillis(),
                        1,
                        1,
                        1,
                        1,
                        true,
                        null,
                        List.of(silent, seen.traffic().getLast()),
                        sights,
                        List.of())));
    }

    @Test
    void measurementsUnderAnotherPolicyStandForAKeyThatHasNone() {
        PlanKey elsewhere = new PlanKey("default/before", Some.KEY.pool(), "reads");

        Hindsight.Key key = Replay.of(snapshot(Constraints.NONE), readings(elsewhere))
                .keys()
                .getFirst();

        assertEquals(Some.KEY, key.key());
        assertEquals(elsewhere, key.source());
        assertTrue(key.lastShares().get("default/a") < 0.05, key::toString);
    }

    @Test
    void equalInputGivesEqualResults() {
        assertEquals(
                Replay.of(snapshot(Constraints.NONE), readings(Some.KEY)),
                Replay.of(snapshot(Constraints.NONE), readings(Some.KEY)));
    }

    private static ConfigSnapshot snapshot(Constraints constraints) {
        return Some.snapshot(
                Some.policy(Policy.Intent.BALANCED, Objectives.NONE, constraints, Some.SHIFT), PROVIDERS, 50, 50);
    }

    /** Both are asked alike all the time; the first fails from a minute on. */
    private static List<Reading> readings(PlanKey key) {
        List<Reading> readings = new ArrayList<>();
        for (int second = 5; second <= SECONDS; second += 5) {
            long asked = (long) PER_SECOND * second;
            long failed = (long) PER_SECOND * Math.max(0, second - FAILS_FROM);
            List<Traffic> traffic = List.of(
                    new Traffic(
                            key,
                            "default/a",
                            asked,
                            asked,
                            asked - failed,
                            failed == 0 ? Map.of() : Map.of(Failure.SERVER_ERROR, failed),
                            asked * 6_000_000,
                            List.of()),
                    new Traffic(key, "default/b", asked, asked, asked, Map.of(), asked * 6_000_000, List.of()));
            List<ProviderSight> sights = Stream.of("default/a", "default/b")
                    .map(id -> new ProviderSight(id, ProviderSight.Health.HEALTHY, 0, 0, 0, 0, -1, null, null))
                    .toList();
            long at = START + second * 1_000L;
            readings.add(new Reading(
                    "default/edge",
                    at,
                    List.of(new Observation(
                            "default/edge", "pod", START, at, 1, 1, 1, 1, true, null, traffic, sights, List.of()))));
        }
        return readings;
    }
}
