package dev.sluice.control.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RegulatorTest {
    private static final int WEEK_OF_MINUTES = 7 * 24 * 60;

    @Test
    void refusesOnlyWhenPriceCanDoNoMoreAndAdmitsBeforePriceGivesWay() {
        SplittableRandom random = new SplittableRandom(3);
        Regulator now = Regulator.IDLE;
        for (int i = 0; i < 100_000; i++) {
            Regulator next = now.then(random.nextDouble(-1, 1.3), true, random.nextDouble(0.1));

            assertTrue(next.refused() >= 0 && next.refused() <= 1);
            assertTrue(next.priceWeight() >= 0 && next.priceWeight() <= Regulator.MAX_PRICE_WEIGHT);
            assertTrue(next.refused() == 0 || next.isFull(), "refuses though price may still weigh more: " + next);
            now = next;
        }
    }

    @Test
    void aWeekOfOverspendingIsUnwoundAsFastAsAnHourOfIt() {
        assertEquals(minutesUntilIdle(overspent(120)), minutesUntilIdle(overspent(WEEK_OF_MINUTES)));
    }

    @Test
    void withoutLeaveNothingIsEverRefused() {
        Regulator now = Regulator.IDLE;
        for (int i = 0; i < 1_000; i++) {
            now = now.then(1, false, 0.1);
        }

        assertEquals(0, now.refused());
        assertEquals(0, Regulator.exhausted(false).refused());
        assertEquals(0, Regulator.of(0.5, 0.7).then(1, false, 1).refused(), "leave was withdrawn");
    }

    @Test
    void goesOnFromWhatWasWritten() {
        Regulator now = Regulator.IDLE.then(0.7, true, 2);

        Regulator next = Regulator.of(now.priceWeight(), now.refused());

        assertEquals(now.integral(), next.integral(), 1e-9);
    }

    private static Regulator overspent(int minutes) {
        Regulator now = Regulator.IDLE;
        for (int i = 0; i < minutes; i++) {
            now = now.then(1, true, 0.1);
        }
        return now;
    }

    private static int minutesUntilIdle(Regulator from) {
        Regulator now = from;
        int minutes = 0;
        while (now.priceWeight() > 1e-9) {
            now = now.then(-1, true, 0.1);
            minutes++;
        }
        return minutes;
    }
}
