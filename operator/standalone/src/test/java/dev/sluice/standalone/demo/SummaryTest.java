package dev.sluice.standalone.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class SummaryTest {
    @Test
    void promiseHoldsWhenNothingFailedAndTrafficLeftAndCameBack() {
        Summary summary = summary(0, OptionalDouble.of(6.3), OptionalDouble.of(14));

        assertTrue(summary.kept());
        assertEquals("""
                Summary
                  requests      21,345, 0 failed for clients
                  latency       p50 24 ms, p95 61 ms, p99 120 ms
                  cost          0.1300 USD; everything at aws-us-east-1: 0.2600 USD (-50 %)
                  shifted away  6.3 s after aws-us-east-1 got into trouble (from 50 % to under 13 %)
                  came back     14.0 s after its recovery began (to over 38 %)
                The promise held.""", String.join("\n", summary.lines(Paint.NONE)));
    }

    @Test
    void oneFailedRequestBreaksThePromise() {
        Summary summary = summary(1, OptionalDouble.of(6.3), OptionalDouble.of(14));

        assertEquals(List.of("1 requests failed for clients; 0 were promised"), summary.broken());
    }

    @Test
    void leavingLateOrNeverOrNotReturningBreaksThePromise() {
        assertFalse(summary(0, OptionalDouble.of(21), OptionalDouble.of(14)).kept());
        assertEquals(
                List.of("traffic never left aws-us-east-1", "traffic never came back to aws-us-east-1"),
                summary(0, OptionalDouble.empty(), OptionalDouble.empty()).broken());
    }

    private static Summary summary(long failures, OptionalDouble away, OptionalDouble back) {
        return new Summary(
                21_345, failures, List.of(), 24, 61, 120, 0.13, 0.26, "USD", "aws-us-east-1", 0.5, 20, away, back);
    }
}
