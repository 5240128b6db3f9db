package dev.sluice.control.plan.fill;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RoundingTest {
    @Test
    void thirdsSumToTheWhole() {
        assertArrayEquals(new int[] {333_334, 333_333, 333_333}, Rounding.toPpm(new double[] {1, 1, 1}));
    }

    @Test
    void anythingSumsToTheWholeWithNobodyOffByOne() {
        Random random = new Random(4);
        for (int run = 0; run < 10_000; run++) {
            double[] fractions =
                    random.doubles(1 + random.nextInt(40)).map(x -> x * x * x).toArray();
            int[] ppm = Rounding.toPpm(fractions);
            double sum = Arrays.stream(fractions).sum();
            assertEquals(1_000_000, Arrays.stream(ppm).sum());
            for (int i = 0; i < ppm.length; i++) {
                assertTrue(Math.abs(ppm[i] - fractions[i] / sum * 1e6) < 1);
            }
        }
    }

    @Test
    void theLargestRemaindersRoundUpAndOfEqualOnesTheFirst() {
        assertArrayEquals(new int[] {142_857, 285_714, 571_429}, Rounding.toPpm(new double[] {1, 2, 4}));
        assertArrayEquals(
                new int[] {166_667, 166_667, 166_667, 166_667, 166_666, 166_666},
                Rounding.toPpm(new double[] {2, 2, 2, 2, 2, 2}));
    }

    @Test
    void nothingToShareIsOurOwnMistake() {
        assertThrows(IllegalArgumentException.class, () -> Rounding.toPpm(new double[] {0, 0}));
    }
}
