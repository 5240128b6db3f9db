package dev.sluice.engine.limits;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LearnedRateTest {
    private static final long SECOND = 1_000_000_000L;

    private final LearnedRate rate = new LearnedRate(0);
    private long now;
    private int took;

    /** Offers so many per second to a seller that takes so many. @return what it was sent in the last second */
    private int offer(int perSecond, int capacity, int seconds) {
        int sent = 0;
        for (int s = 0; s < seconds; s++) {
            sent = 0;
            took = 0;
            for (int i = 0; i < perSecond; i++) {
                now += SECOND / perSecond;
                if (rate.hasRoom(now)) {
                    rate.sent(now);
                    sent++;
                    if (took < capacity) {
                        took++;
                    } else {
                        rate.refused(0, now);
                    }
                }
            }
        }
        return sent;
    }

    @Test
    void isSentLittleMoreThanItTakes() {
        rate.refused(0, now);
        assertTrue(offer(200, 50, 1) >= 199, "nothing is known yet");
        int sent = offer(200, 50, 60);
        assertTrue(sent >= 40 && sent <= 60, "sent " + sent);
    }

    @Test
    void findsAHigherLimitAgain() {
        rate.refused(0, now);
        offer(200, 50, 10);
        int sent = offer(200, 150, 60);
        assertTrue(sent >= 120 && sent <= 165, "sent " + sent);
    }

    @Test
    void whatItAskedForIsKeptToButNotForever() {
        rate.refused(10 * SECOND, now);
        assertTrue(rate.isPaused(now + 9 * SECOND));
        assertFalse(rate.isPaused(now + 10 * SECOND));
        rate.refused(2 * SECOND, now);
        assertTrue(rate.isPaused(now + 9 * SECOND), "a shorter wish takes nothing back");
        rate.refused(Long.MAX_VALUE / 2, now);
        assertFalse(rate.isPaused(now + 301 * SECOND));
    }

    @Test
    void isForgotten() {
        rate.refused(0, now);
        assertFalse(rate.isOver(now + 100 * SECOND));
        assertTrue(rate.isOver(now + 121 * SECOND));
    }
}
