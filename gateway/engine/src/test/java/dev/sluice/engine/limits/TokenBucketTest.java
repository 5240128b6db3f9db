package dev.sluice.engine.limits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class TokenBucketTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void letsABurstThroughAndThenTheRate() {
        TokenBucket bucket = new TokenBucket(10, 5, 0);
        int taken = 0;
        for (long now = 0; now < 10 * SECOND; now += SECOND / 100) {
            taken += bucket.tryTake(1, now) ? 1 : 0;
        }
        assertEquals(104, taken, 1);
    }

    @Test
    void saysHowLongToWait() {
        TokenBucket bucket = new TokenBucket(2, 1, 0);
        assertTrue(bucket.tryTake(1, 0));
        assertEquals(SECOND / 2, bucket.waitNanos(1, 0));
        assertFalse(bucket.tryTake(1, SECOND / 2 - 1));
        assertTrue(bucket.tryTake(1, SECOND / 2));
    }
}
