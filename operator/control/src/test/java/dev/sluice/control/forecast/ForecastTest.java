package dev.sluice.control.forecast;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ForecastTest {
    private static final int HORIZON = 10;
    private static final long SECOND = 1_000_000_000L;

    @Test
    void trendThatRisesIsForeseenHigherThanPersistence() {
        Series series = Series.start(HORIZON, 60);
        for (int step = 0; step < 60; step++) {
            series = series.then(step * 0.1, step * SECOND, HORIZON * SECOND);
        }

        assertTrue(series.skill().isThere(), "skill " + series.skill().overPersistence());
        assertTrue(series.ahead() > series.last() + 0.3, "foreseen " + series.ahead());
    }

    @Test
    void trendFadesInsteadOfRunningAway() {
        DampedHolt holt = DampedHolt.NONE;
        for (int step = 0; step < 60; step++) {
            holt = holt.then(step);
        }

        assertTrue(holt.ahead(1_000) < holt.level() + 20);
    }

    @Test
    void forecastWithoutSkillIsNotUsed() {
        SplittableRandom random = new SplittableRandom(3);
        Series series = Series.start(HORIZON, 60);
        double walk = 0;
        int used = 0;
        for (int step = 0; step < 2_000; step++) {
            // A trend that turns each time the forecast has learned it.
            walk += (step / 12) % 2 == 0 ? 0.2 : -0.2;
            series = series.then(walk + 0.01 * random.nextGaussian(), step * SECOND, HORIZON * SECOND);
            used += series.skill().isThere() ? 1 : 0;
            assertTrue(series.skill().isThere() || series.ahead() == series.last());
        }
        assertTrue(used < 1_500, "used " + used);
    }

    @Test
    void whatMostOfARegionShowsIsExpectedOfTheRest() {
        List<String> domains = List.of("aws/us", "aws/us", "aws/us", "aws/eu");

        double[] expected = Neighbourhood.expected(domains, List.of("a", "b", "c", "d"), new double[] {0.8, 0.6, 0, 0});

        assertEquals(0.35, expected[2], 1e-9);
        assertEquals(0, expected[3], 1e-9);
    }

    @Test
    void oneBadNeighbourIsNoWarning() {
        assertArrayEquals(
                new double[2],
                Neighbourhood.expected(List.of("a/b", "a/b"), List.of("a", "b"), new double[] {0.9, 0}),
                1e-9);
    }

    @Test
    void manyEndpointsOfOneOrganizationAreOneWitness() {
        List<String> domains = List.of("aws/us", "aws/us", "aws/us", "aws/us", "aws/us");
        double[] losses = {0.9, 0.9, 0.9, 0, 0};

        double[] alone = Neighbourhood.expected(domains, List.of("big", "big", "big", "b", "c"), losses);
        assertArrayEquals(new double[5], alone, 1e-9);

        double[] several = Neighbourhood.expected(domains, List.of("a", "b", "c", "d", "e"), losses);
        assertEquals(0.45, several[3], 1e-9);
    }

    @Test
    void skillNeedsForecastsWhoseTimeHasCome() {
        Series series = Series.start(HORIZON, 60);
        for (int step = 0; step < HORIZON; step++) {
            series = series.then(step, step * SECOND, HORIZON * SECOND);
        }

        assertFalse(series.skill().isThere());
    }
}
