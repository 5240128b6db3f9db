package dev.sluice.control.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class PredictionTest {
    private static final double EXACT = 1e-9;
    private static final Performance GOOD = new Performance(0, 1, 10, true);
    private static final Performance BAD = new Performance(0.5, 0.2, 4, true);
    private static final Performance NEW = new Performance(0, 1, 2, false);

    @Test
    void whatFailsIsAskedAgainOfTheOthersAndPaidForTwice() {
        Prediction half = Prediction.of(new double[] {0.5, 0.5}, List.of(GOOD, BAD), true);

        assertEquals(1, half.answered(), EXACT);
        assertEquals(0.6, half.inTime(), EXACT);
        assertEquals(0.5 * 10 + 0.5 * (4 + 0.5 * 10), half.costPicos(), EXACT);
    }

    @Test
    void withoutRetryAFailureStays() {
        Prediction half = Prediction.of(new double[] {0.5, 0.5}, List.of(GOOD, BAD), false);

        assertEquals(0.75, half.answered(), EXACT);
        assertEquals(7, half.costPicos(), EXACT);
    }

    @Test
    void nobodyElseCanAnswerForTheOnlyOne() {
        assertEquals(
                0.5,
                Prediction.of(new double[] {0, 1}, List.of(GOOD, BAD), true).answered(),
                EXACT);
    }

    @Test
    void ofWhatWasNeverMeasuredTheOthersMeansAreExpectedAndItIsSaid() {
        Prediction prediction = Prediction.of(new double[] {0, 0.5, 0.5}, List.of(GOOD, BAD, NEW), false);

        assertEquals(0.5, prediction.answered(), EXACT);
        assertEquals(0.2, prediction.inTime(), EXACT);
        assertEquals(3, prediction.costPicos(), EXACT);
        assertEquals(0.5, prediction.unmeasured(), EXACT);
    }

    @Test
    void aClassThatIsRefusedIsNotAnswered() {
        Prediction refused = Prediction.of(new double[] {0, 0}, List.of(GOOD, BAD), true);

        assertEquals(0, refused.answered(), EXACT);
        assertEquals(0, refused.costPicos(), EXACT);
    }
}
