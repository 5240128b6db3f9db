package dev.sluice.control.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.crds.v1alpha1.provider.Accounting;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LedgerTest {
    private static final long NOON = millis("2026-03-10T12:00:00Z");
    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;
    private static final long MICRO = 1_000_000;

    private final Ledger ledger = Ledger.ofProviders();

    @Test
    void differencesAreBookedOverKeysPodsAndGateways() {
        Pod one = new Pod("ns/edge", "one", NOON).pays("p", 10, 30 * MICRO).paysForWrites("p", 1, 5 * MICRO);
        Pod two = new Pod("ns/other", "one", NOON).pays("p", 4, 10 * MICRO).pays("q", 1, 9 * MICRO);
        ledger.absorb(one.read(NOON), NOON);
        ledger.absorb(two.read(NOON), NOON);
        ledger.absorb(one.pays("p", 1, 2 * MICRO).read(NOON + 1), NOON + 1);
        ledger.absorb(one.read(NOON + 2), NOON + 2);

        assertEquals(new Spend(47, 47, 16, 16), ledger.spend("p", NOON));
        assertEquals(new Spend(9, 9, 1, 1), ledger.spend("q", NOON));
        assertEquals(Spend.NONE, ledger.spend("unknown", NOON));
    }

    @Test
    void whoSellsSeveralChainsHasOneAccount() {
        Pod pod =
                new Pod("ns/edge", "one", NOON).pays("p@eip155:1", 2, 5 * MICRO).pays("p@eip155:10", 3, 7 * MICRO);
        ledger.absorb(pod.read(NOON), NOON);

        assertEquals(new Spend(12, 12, 5, 5), ledger.spend("p", NOON));
    }

    @Test
    void healthChecksArePaidAndCountAgainstTheQuota() {
        Pod pod = new Pod("ns/edge", "one", NOON).pays("p@eip155:1", 2, 5 * MICRO);
        ledger.absorb(pod.probes("p@eip155:1", 3, 9 * MICRO).read(NOON), NOON);
        ledger.absorb(pod.probes("p@eip155:10", 1, MICRO).read(NOON + 1), NOON + 1);

        assertEquals(new Spend(15, 15, 6, 6), ledger.spend("p", NOON));
        Ledger policies = Ledger.ofPolicies((policy, seller) -> true);
        policies.absorb(pod.read(NOON), NOON);
        assertEquals(new Spend(5, 5, 2, 2), policies.spend("ns/policy", NOON), "no policy asked for them");
    }

    @Test
    void probationOutlivesALeaderAndEnds() {
        ledger.onProbation("p", NOON + 10 * MINUTE + 7, NOON);
        Accounting written = ledger.checkpoint("p", NOON).orElseThrow();
        assertEquals("2026-03-10T12:10:00Z", written.probationUntil());

        Ledger next = Ledger.ofProviders();
        next.restore("p", written, NOON + MINUTE);
        next.onProbation("p", NOON + 5 * MINUTE, NOON + MINUTE);
        assertEquals(
                "2026-03-10T12:10:00Z",
                next.checkpoint("p", NOON + MINUTE).orElseThrow().probationUntil());
        assertNull(next.checkpoint("p", NOON + 10 * MINUTE).orElseThrow().probationUntil());
    }

    @Test
    void partsOfAMicroAddUp() {
        Pod pod = new Pod("ns/edge", "one", NOON);
        for (int i = 1; i <= 25; i++) {
            ledger.absorb(pod.pays("p", 1, MICRO / 10).read(NOON + i), NOON + i);
        }

        assertEquals(new Spend(2, 2, 25, 25), ledger.spend("p", NOON));
    }

    @Test
    void aReadingThatComesLateBooksNothing() {
        Pod pod = new Pod("ns/edge", "one", NOON).pays("p", 1, MICRO);
        var early = pod.read(NOON + 1);
        ledger.absorb(pod.pays("p", 1, MICRO).read(NOON + 2), NOON + 2);
        ledger.absorb(early, NOON + 3);
        ledger.absorb(pod.read(NOON + 4), NOON + 4);

        assertEquals(new Spend(2, 2, 2, 2), ledger.spend("p", NOON));
    }

    @Test
    void dayAndMonthBeginAtMidnightUtc() {
        long evening = millis("2026-03-30T23:59:00Z");
        Pod pod = new Pod("ns/edge", "one", evening).pays("p", 10, 10 * MICRO);
        ledger.absorb(pod.read(evening), evening);

        assertEquals(new Spend(0, 10, 0, 10), ledger.spend("p", evening + HOUR));
        assertEquals(Spend.NONE, ledger.spend("p", evening + 25 * HOUR), "another month");
    }

    @Test
    void whatWasCountedAcrossMidnightIsSplitByTime() {
        long midnight = millis("2026-03-11T00:00:00Z");
        Pod pod = new Pod("ns/edge", "one", midnight - 3 * HOUR).pays("p", 40, 400 * MICRO);

        ledger.absorb(pod.read(midnight + HOUR), midnight + HOUR);

        assertEquals(new Spend(100, 400, 10, 40), ledger.spend("p", midnight + HOUR));
    }

    @Test
    void aProviderNewToAnOldPodIsBookedWholeWhereThePodIsKnown() {
        Pod pod = new Pod("ns/edge", "one", NOON - 100 * HOUR).pays("p", 1, MICRO);
        ledger.absorb(pod.read(NOON), NOON);

        ledger.absorb(pod.pays("q", 7, 7 * MICRO).read(NOON + 1), NOON + 1);

        assertEquals(new Spend(7, 7, 7, 7), ledger.spend("q", NOON + 1));
    }

    @Test
    void aLeaderWhoseClockIsBehindBooksIntoTheDayThatHasBegun() {
        long midnight = millis("2026-03-11T00:00:00Z");
        Pod pod = new Pod("ns/edge", "one", midnight).pays("p", 1, MICRO);
        ledger.absorb(pod.read(midnight + 10), midnight + 10);

        ledger.absorb(pod.pays("p", 1, MICRO).read(midnight + 20), midnight - 500);

        assertEquals(new Spend(2, 2, 2, 2), ledger.spend("p", midnight - 500));
    }

    @Test
    void theNextLeaderGoesOnWhereTheCheckpointStood() {
        Pod pod = new Pod("ns/edge", "one", NOON).pays("p", 10, 10 * MICRO);
        ledger.absorb(pod.read(NOON), NOON);
        Accounting written = ledger.checkpoint("p", NOON).orElseThrow();

        Ledger next = Ledger.ofProviders();
        next.restore("p", written, NOON + MINUTE);
        next.absorb(pod.pays("p", 1, MICRO).read(NOON + MINUTE), NOON + MINUTE);

        assertEquals(new Spend(11, 11, 11, 11), next.spend("p", NOON + MINUTE));
    }

    @Test
    void itDoesNotMatterWhetherItIsReadOrRestoredFirst() {
        Pod pod = new Pod("ns/edge", "one", NOON).pays("p", 10, 10 * MICRO);
        ledger.absorb(pod.read(NOON), NOON);
        Accounting written = ledger.checkpoint("p", NOON).orElseThrow();

        Ledger next = Ledger.ofProviders();
        next.absorb(pod.pays("p", 1, MICRO).read(NOON + 1), NOON + 1);
        next.restore("p", written, NOON + 2);
        next.restore("p", written, NOON + 3);

        assertEquals(new Spend(11, 11, 11, 11), next.spend("p", NOON + 3));
    }

    @Test
    void podsThatRanWhileNobodyLedAreNotForgotten() {
        Pod pod = new Pod("ns/edge", "one", NOON).pays("p", 10, 10 * MICRO);
        ledger.absorb(pod.read(NOON), NOON);
        long later = NOON + 5 * HOUR;

        Ledger next = Ledger.ofProviders();
        next.restore("p", ledger.checkpoint("p", NOON).orElseThrow(), later);
        next.checkpoint("p", later);
        next.absorb(pod.pays("p", 5, 5 * MICRO).read(later), later);

        assertEquals(new Spend(15, 15, 15, 15), next.spend("p", later));
    }

    @Test
    void aForgottenPodThatReturnsIsNotBookedTwice() {
        Pod cutOff = new Pod("ns/edge", "one", NOON).pays("p", 10, 10 * MICRO);
        ledger.absorb(cutOff.read(NOON), NOON);
        long later = NOON + 2 * HOUR;
        Accounting written = ledger.checkpoint("p", later).orElseThrow();

        Ledger next = Ledger.ofProviders();
        next.restore("p", written, later);
        next.absorb(cutOff.pays("p", 5, 5 * MICRO).read(later), later);
        next.absorb(cutOff.pays("p", 1, MICRO).read(later + 1), later + 1);

        assertTrue(written.positions().isEmpty());
        assertEquals(new Spend(11, 11, 11, 11), next.spend("p", later + 1));
    }

    @Test
    void aCheckpointIsBoundedAndWhatIsLeftOutIsNotBookedTwice() {
        int pods = Accounting.MAX_POSITIONS + 44;
        for (int i = 0; i < pods; i++) {
            ledger.absorb(
                    new Pod("ns/edge", "pod-" + i, NOON + i).pays("p", 1, MICRO).read(NOON + i), NOON + i);
        }
        long later = NOON + MINUTE;
        Accounting written = ledger.checkpoint("p", later).orElseThrow();

        Ledger next = Ledger.ofProviders();
        next.restore("p", written, later);
        for (int i = 0; i < pods; i++) {
            next.absorb(
                    new Pod("ns/edge", "pod-" + i, NOON + i).pays("p", 1, MICRO).read(later), later);
        }

        assertEquals(Accounting.MAX_POSITIONS, written.positions().size());
        assertEquals(new Spend(pods, pods, pods, pods), next.spend("p", later));
    }

    @Test
    void anotherCurrencyBeginsAtNothing() {
        ledger.priced("p", "USD", NOON);
        ledger.absorb(new Pod("ns/edge", "one", NOON).pays("p", 3, 3 * MICRO).read(NOON), NOON);
        ledger.priced("p", "EUR", NOON);

        assertEquals(new Spend(0, 0, 3, 3), ledger.spend("p", NOON));
        assertEquals("EUR", ledger.checkpoint("p", NOON).orElseThrow().currency());
    }

    private static long millis(String time) {
        return Instant.parse(time).toEpochMilli();
    }
}
