package dev.sluice.control.pooling;

import dev.sluice.contract.observation.Traffic;

/** The cumulative numbers of one reading. */
record Counters(long attempts, long successes, long failed, long costPicos) {
    static final Counters ZERO = new Counters(0, 0, 0, 0);

    static Counters of(Traffic traffic) {
        return new Counters(traffic.attempts(), traffic.successes(), traffic.failed(), traffic.costPicos());
    }

    /** What happened since {@code earlier}. Numbers that fell were counted anew from zero, so all of them are news. */
    Counters since(Counters earlier) {
        boolean restarted = attempts < earlier.attempts
                || successes < earlier.successes
                || failed < earlier.failed
                || costPicos < earlier.costPicos;
        return restarted
                ? this
                : new Counters(
                        attempts - earlier.attempts,
                        successes - earlier.successes,
                        failed - earlier.failed,
                        costPicos - earlier.costPicos);
    }
}
