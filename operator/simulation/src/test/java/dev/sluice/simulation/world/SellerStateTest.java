package dev.sluice.simulation.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.contract.observation.Failure;
import dev.sluice.simulation.scenario.Seller;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SellerStateTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void qualityIsWhatRequestsReallyGet() {
        SellerState seller = seller(0, 0.02);
        long target = 120_000_000;
        int good = 0;
        int n = 20_000;
        for (int i = 0; i < n; i++) {
            seller.serve(0, i * SECOND);
            good += seller.failure == null && seller.tookNanos <= target ? 1 : 0;
        }

        assertEquals(seller.quality(target), (double) good / n, 0.01);
    }

    @Test
    void refusesWhatWouldWaitTooLong() {
        SellerState seller = seller(10, 0);
        int refused = 0;
        for (int i = 0; i < 100; i++) {
            seller.serve(0, 0);
            refused += seller.failure == Failure.RATE_LIMITED ? 1 : 0;
        }

        assertEquals(89, refused, 1, "ten a second and one second of patience");
        seller.serve(0, 5 * SECOND);
        assertTrue(seller.failure == null, "the queue is gone");
    }

    private static SellerState seller(double capacity, double errors) {
        return new SellerState(
                new Seller(
                        "a",
                        "BareMetal",
                        "org",
                        "eu",
                        "",
                        List.of(),
                        1,
                        1,
                        0,
                        0,
                        new Seller.Truth(capacity, 50_000_000, 200_000_000, errors)),
                new SplittableRandom(1));
    }
}
