package dev.sluice.control.pooling;

import dev.sluice.contract.observation.Failure;
import dev.sluice.contract.observation.Traffic;

/** The cumulative numbers of one reading. @param failed without those throttled, which tell of load and not of quality */
record Counters(long attempts, long successes, long failed, long throttled, long costPicos) {
    static final Counters ZERO = new Counters(0, 0, 0, 0, 0);

    static Counters of(Traffic traffic) {
        long throttled = traffic.failures().getOrDefault(Failure.RATE_LIMITED, 0L);
        return new Counters(
                traffic.attempts(), traffic.successes(), traffic.failed() - throttled, throttled, traffic.costPicos());
    }

    Counters plus(Counters other) {
        return new Counters(
                attempts + other.attempts,
                successes + other.successes,
                failed + other.failed,
                throttled + other.throttled,
                costPicos + other.costPicos);
    }

    /** What happened since {@code earlier}. Numbers that fell were counted anew from zero, so all of them are news. */
    Counters since(Counters earlier) {
        boolean restarted = attempts < earlier.attempts
                || successes < earlier.successes
                || failed < earlier.failed
                || throttled < earlier.throttled
                || costPicos < earlier.costPicos;
        return restarted
                ? this
                : new Counters(
                        attempts - earlier.attempts,
                        successes - earlier.successes,
                        failed - earlier.failed,
                        throttled - earlier.throttled,
                        costPicos - earlier.costPicos);
    }
}
