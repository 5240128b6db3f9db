package dev.sluice.control.translate.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantitiesTest {
    @ParameterizedTest
    @CsvSource({
        "250ms,250000000",
        "10s,10000000000",
        "1h30m,5400000000000",
        "0s,0",
        "720h,2592000000000000",
        "1m1s1ms,61001000000"
    })
    void readsDurations(String text, long nanos) {
        assertEquals(nanos, Durations.nanos(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "", "10", "1.5s", "-1s", "1d", "100000s", "1s1s1s1s1s", " 1s", "1S"})
    void knowsWhatIsNoDuration(String text) {
        assertNull(Durations.nanos(text));
    }

    @ParameterizedTest
    @CsvSource({"14.00,14000000", "0.000001,1", "999999999.999999,999999999999999", "0,0", "007,7000000"})
    void readsMoneyExactly(String text, long micros) {
        assertEquals(micros, Amounts.micros(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cheap", "", "-1", "1,5", "0.0000001", "1e3", "1000000000"})
    void knowsWhatIsNoMoney(String text) {
        assertNull(Amounts.micros(text));
    }

    @ParameterizedTest
    @CsvSource({"99.95,999500", "100,1000000", "0,0", "0.0001,1", "100.0000,1000000"})
    void readsPercentages(String text, int ppm) {
        assertEquals(ppm, Amounts.ppm(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"100.1", "101", "-1", "99.99999", "%", "99,9"})
    void knowsWhatIsNoPercentage(String text) {
        assertNull(Amounts.ppm(text));
    }
}
