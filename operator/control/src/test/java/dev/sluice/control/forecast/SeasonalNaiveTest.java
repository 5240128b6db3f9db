package dev.sluice.control.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SeasonalNaiveTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long MINUTE = 60 * SECOND;
    private static final int SEASON = 10;

    @Test
    void saysWhatWasSeenAtTheSameMinuteOfTheSeasonBefore() {
        SeasonalNaive naive = SeasonalNaive.start(SEASON);
        for (int minute = 0; minute <= SEASON; minute++) {
            naive = naive.then(minute % SEASON, minute * MINUTE);
        }

        assertEquals(1, naive.at((SEASON + 1) * MINUTE));
        assertEquals(7, naive.at((SEASON + 7) * MINUTE + 59 * SECOND));
    }

    @Test
    void aMinuteIsTheMeanOfItsValues() {
        SeasonalNaive naive =
                SeasonalNaive.start(SEASON).then(2, 0).then(4, 30 * SECOND).then(9, MINUTE);

        assertEquals(3, naive.at(SEASON * MINUTE));
    }

    @Test
    void saysNothingBeforeAWholeSeasonOrAfterAGapOfOne() {
        SeasonalNaive naive = SeasonalNaive.start(SEASON).then(1, 0).then(1, MINUTE);
        assertTrue(Double.isNaN(naive.at(5 * MINUTE)));

        SeasonalNaive gap = naive.then(5, 30 * MINUTE);
        assertTrue(Double.isNaN(gap.at(31 * MINUTE)));
    }

    /** A sawtooth of four minutes: the trend is right more often than persistence, the season always. */
    @Test
    void forecastThatBeatsPersistenceButNotTheSeasonIsOff() {
        Series series = Series.start(3, 4);
        for (int minute = 0; minute < 200; minute++) {
            series = series.then(minute % 4 == 3 ? -30 : minute % 4, minute * MINUTE, 3 * MINUTE);
        }

        assertTrue(series.skill().overPersistence() > 0, "over persistence " + series.skill());
        assertTrue(series.skill().overSeason() < 0, "over season " + series.skill());
        assertFalse(series.skill().isThere());
    }
}
