package dev.sluice.control.plan.fill;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class WaterFillingTest {
    private static final BitSet ALL = BitSet.valueOf(new long[] {0b111});
    private static final double[] UNLIMITED = {1, 1, 1};

    @Test
    void withoutLimitsEachGetsByItsPull() {
        double[] level = new double[3];
        new WaterFilling(level, List.of()).pour(1, ALL, new double[] {2, 1, 1}, UNLIMITED);
        assertArrayEquals(new double[] {0.5, 0.25, 0.25}, level, 1e-12);
    }

    @Test
    void whatOneCannotTakeTheOthersTakeByTheirPull() {
        double[] level = new double[3];
        new WaterFilling(level, List.of()).pour(1, ALL, new double[] {8, 1, 1}, new double[] {0.4, 1, 1});
        assertArrayEquals(new double[] {0.4, 0.3, 0.3}, level, 1e-12);
    }

    @Test
    void groupsStopTogetherAtTheirMaximum() {
        double[] level = new double[3];
        Bound bound = new Bound("organization x", BitSet.valueOf(new long[] {0b011}), 0, 0.6);
        new WaterFilling(level, List.of(bound)).pour(1, ALL, new double[] {3, 1, 1}, UNLIMITED);
        assertArrayEquals(new double[] {0.45, 0.15, 0.4}, level, 1e-12);
    }

    @Test
    void whatFindsNoPlaceIsLeft() {
        double[] level = new double[3];
        WaterFilling water = new WaterFilling(level, List.of());
        assertEquals(0.4, water.pour(1, ALL, new double[] {1, 1, 0}, new double[] {0.3, 0.3, 1}), 1e-12);
        assertEquals(0.4, water.left(), 1e-12);
    }
}
