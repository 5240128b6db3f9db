package dev.sluice.control.pooling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VoteTest {

    @Test
    void threeOfTenThatLieMoveNothingEvenWhereEventsAreFew() {
        for (double events : new double[] {4, 9, 11, 400}) {
            List<Tally> tallies = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                tallies.add(tally(events, i < 3 ? 0.6 * events : 0));
            }

            assertTrue(Vote.rate(tallies, Tally::failed, Tally::judged, 0) < 0.01, events + " events each");
        }
    }

    @Test
    void whoClaimsManyEventsDoesNotSpeakForAll() {
        List<Tally> tallies = new ArrayList<>(List.of(tally(10_000, 9_000)));
        for (int i = 0; i < 4; i++) {
            tallies.add(tally(5, 0));
        }

        assertTrue(Vote.rate(tallies, Tally::failed, Tally::judged, 0) < 0.01);
    }

    @Test
    void fewEventsOfTwoProcessesAreAddedUp() {
        assertEquals(0.25, Vote.rate(List.of(tally(4, 2), tally(4, 0)), Tally::failed, Tally::judged, 0), 1e-9);
    }

    private static Tally tally(double judged, double failed) {
        return new Tally(10, judged, judged, failed, 0, 0, judged, judged);
    }
}
