package dev.sluice.engine.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FinalBlockTest {
    private static final int DEPTH = 100;
    private static final long BOMB = 1_000_000_000_000L;

    @Test
    void isSoFarBelowTheHeadThatMostHaveReached() {
        assertEquals(900, FinalBlock.of(Map.of("a", 1_000L), DEPTH));
        assertEquals(900, FinalBlock.of(Map.of("a", 1_000L, "b", 1_005L), DEPTH));
        assertEquals(903, FinalBlock.of(Map.of("a", 1_000L, "b", 1_005L, "c", 1_003L), DEPTH));
        assertEquals(901, FinalBlock.of(Map.of("a", 1_000L, "b", 1_001L, "c", 1_002L, "d", 1_003L), DEPTH));
    }

    @Test
    void aHeadThatFewHaveShownIsNone() {
        assertEquals(-1, FinalBlock.of(Map.of(), DEPTH));
        assertEquals(-1, FinalBlock.of(Map.of("a", -1L), DEPTH));
        assertEquals(-1, FinalBlock.of(Map.of("a", 1_000L, "b", -1L), DEPTH));
        assertEquals(900, FinalBlock.of(Map.of("a", 1_000L, "b", -1L, "c", 1_001L), DEPTH));
        assertEquals(-1, FinalBlock.of(Map.of("a", 99L), DEPTH));
    }

    /** Fewer than half may say what they like. */
    @Test
    void aMinorityOfLiarsNeverMakesFinalWhatNoHonestOneHasPassed() {
        for (int seed = 0; seed < 5_000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int all = 1 + random.nextInt(9);
            int liars = random.nextInt((all + 1) / 2);
            Map<String, Long> heads = new HashMap<>();
            long highest = 0;
            for (int i = 0; i < all; i++) {
                long head = 1_000 + random.nextInt(20);
                highest = i < liars ? highest : Math.max(highest, head);
                heads.put("o" + i, i < liars ? BOMB - random.nextInt(5) : head);
            }
            assertTrue(FinalBlock.of(heads, DEPTH) <= highest - DEPTH, "seed " + seed + ": " + heads);
        }
    }
}
