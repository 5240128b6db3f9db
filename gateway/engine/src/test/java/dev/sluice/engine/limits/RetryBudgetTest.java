package dev.sluice.engine.limits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RetryBudgetTest {
    private static final long SECOND = 1_000_000_000L;

    private static int retries(RetryBudget budget, int percent, double floor, long nowNanos) {
        int granted = 0;
        while (budget.tryRetry(percent, floor, nowNanos)) {
            granted++;
        }
        return granted;
    }

    @Test
    void grantsAShareOfTheRequestsOfTenSeconds() {
        RetryBudget budget = new RetryBudget(-SECOND);
        for (int i = 0; i < 1_000; i++) {
            budget.request(i * SECOND / 200);
        }
        assertEquals(200, retries(budget, 20, 0, 5 * SECOND));
        assertFalse(budget.tryRetry(20, 0, 9 * SECOND), "the share is spent as long as those requests count");
        assertFalse(budget.tryRetry(20, 0, 60 * SECOND), "and they are forgotten");
    }

    @Test
    void grantsAFloorPerSecondWithoutRequests() {
        RetryBudget budget = new RetryBudget(0);
        assertEquals(100, retries(budget, 20, 10, 0));
        assertEquals(100, retries(budget, 20, 10, 10 * SECOND));
    }

    @Test
    void keepsOverloadFromFeedingItself() {
        RetryBudget budget = new RetryBudget(0);
        long retries = 0;
        long requests = 0;
        for (long now = 0; now < 60 * SECOND; now += SECOND / 1_000) {
            budget.request(now);
            requests++;
            retries += budget.tryRetry(20, 10, now) ? 1 : 0;
        }
        assertTrue(retries <= requests / 5 + 10 * 70, retries + " retries of " + requests);
        assertTrue(retries >= requests / 5, retries + " retries of " + requests);
    }

    @Test
    void aClockThatStepsBackDoesNotHurt() {
        RetryBudget budget = new RetryBudget(5 * SECOND);
        budget.request(5 * SECOND);
        budget.request(4 * SECOND);
        assertEquals(2, retries(budget, 100, 0, 5 * SECOND));
    }
}
