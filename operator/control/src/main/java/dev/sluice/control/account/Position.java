package dev.sluice.control.account;

import dev.sluice.crds.v1alpha1.provider.AccountingPosition;

/**
 * How far a process's counters for one provider are booked.
 *
 * @param costMicros whole millionths; the rest is booked when it has become one
 * @param requests attempts
 * @param readMillis our clock when they were read
 */
record Position(long costMicros, long requests, long readMillis) {
    /** Counters only grow; a smaller one is an older reading that comes late. */
    Position atLeast(Position other) {
        return new Position(
                Math.max(costMicros, other.costMicros),
                Math.max(requests, other.requests),
                Math.max(readMillis, other.readMillis));
    }

    AccountingPosition of(ProcessId process) {
        return new AccountingPosition(
                process.gateway(), process.pod(), process.startedAtMillis(), costMicros, requests);
    }
}
