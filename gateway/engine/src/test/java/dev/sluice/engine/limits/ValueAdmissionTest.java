package dev.sluice.engine.limits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.contract.snapshot.RequestClass;
import org.junit.jupiter.api.Test;

class ValueAdmissionTest {
    private static final long SECOND = 1_000_000_000L;
    private static final int LIMIT = 100;

    private final ValueAdmission admission = new ValueAdmission(0);
    private long now = 1;

    private boolean admits(int value, int free) {
        return admission.admits(value, LIMIT, free, now);
    }

    @Test
    void whoHasNobodyAboveItselfUsesEverything() {
        assertTrue(admits(RequestClass.LOW, 1));
        assertTrue(admits(RequestClass.LOW, 1));
    }

    @Test
    void theLowerAValueTheMoreItLeaves() {
        admits(RequestClass.HIGH, LIMIT);
        assertTrue(admits(RequestClass.LOW, 26));
        assertFalse(admits(RequestClass.LOW, 25));
        assertTrue(admits(RequestClass.NORMAL, 13));
        assertFalse(admits(RequestClass.NORMAL, 12));
        assertTrue(admits(RequestClass.HIGH, 1));
    }

    @Test
    void neverMoreThanHalfIsKept() {
        admits(100, 4);
        assertFalse(admission.admits(0, 4, 2, now));
        assertTrue(admission.admits(0, 4, 3, now));
    }

    @Test
    void oneInTwentyOfThoseLetInIsOfEachThatIsShed() {
        admits(RequestClass.HIGH, LIMIT);
        int low = 0;
        int normal = 0;
        for (int i = 0; i < 1_000; i++) {
            assertTrue(admits(RequestClass.HIGH, 1));
            low += admits(RequestClass.LOW, 1) ? 1 : 0;
            normal += admits(RequestClass.NORMAL, 1) ? 1 : 0;
        }
        assertEquals(55, low, 3);
        assertEquals(55, normal, 3);
    }

    @Test
    void aValueNotSeenForTenSecondsIsKeptNothing() {
        admits(RequestClass.HIGH, LIMIT);
        now += 10 * SECOND;
        assertFalse(admits(RequestClass.LOW, 1));
        now += SECOND;
        assertTrue(admits(RequestClass.LOW, 1));
    }
}
