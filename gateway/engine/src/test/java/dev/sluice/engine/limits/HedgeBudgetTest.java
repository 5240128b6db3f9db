package dev.sluice.engine.limits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;

class HedgeBudgetTest {
    private static int granted(HedgeBudget budget) {
        int granted = 0;
        while (budget.tryHedge()) {
            granted++;
        }
        return granted;
    }

    @Test
    void grantsAPercentOfRequestsHoweverFewComeInASecond() {
        HedgeBudget budget = new HedgeBudget();
        int granted = 0;
        for (int i = 0; i < 1_000; i++) {
            budget.request(5);
            granted += budget.tryHedge() ? 1 : 0;
        }
        assertEquals(50, granted);
    }

    @Test
    void savesForABurstButNotForEver() {
        HedgeBudget budget = new HedgeBudget();
        for (int i = 0; i < 1_000; i++) {
            budget.request(5);
        }
        assertEquals(50, granted(budget));
        for (int i = 0; i < 1_000_000; i++) {
            budget.request(5);
        }
        assertEquals(100, granted(budget));
    }

    @Test
    void grantsNothingOfNothing() {
        HedgeBudget budget = new HedgeBudget();
        assertFalse(budget.tryHedge());
        budget.request(0);
        assertFalse(budget.tryHedge());
    }
}
