package dev.sluice.server.proxy;

import dev.sluice.contract.observation.Failure;
import io.vertx.core.http.HttpClientResponse;
import org.jspecify.annotations.Nullable;

/**
 * The second attempt of a request whose first one is slow: when it starts, how long it may take, and an answer that was
 * kept since the other attempt may have a better one. Made only where a policy hedges. Owned by one event loop.
 *
 * <pre>
 *   waiting ──▶ racing ──┬──▶ over
 *      │                 └──▶ an error or empty answer is kept ──▶ over
 *      └──▶ idle: the head came in time, or the attempt failed
 * </pre>
 */
final class Hedge extends Deadlines.Entry {

    /** The request. */
    interface Owner {
        /** The first answer is late. */
        void late();

        /** The other attempt had its time to say something better. */
        void waitedEnough();
    }

    /** An answer that does not win yet. */
    record Kept(Attempt from, HttpClientResponse answer, Chunks bytes) {}

    private final Deadlines deadlines;
    private final Owner owner;
    private long delayNanos;
    private @Nullable Attempt attempt;
    private @Nullable Kept kept;

    Hedge(Deadlines deadlines, Owner owner) {
        this.deadlines = deadlines;
        this.owner = owner;
    }

    /** The first attempt has begun: after so long its answer will be late. */
    void await(long delay, long nowNanos) {
        delayNanos = delay;
        deadlines.set(this, nowNanos + delay);
    }

    /** There is nothing to wait for; without effect on a second attempt that is under way. */
    void stopWaiting() {
        if (attempt == null) {
            deadlines.clear(this);
        }
    }

    void begin(Attempt second) {
        attempt = second;
        deadlines.set(this, second.dueNanos());
    }

    /** The other attempt gets as long again as it took to call the first one late. */
    void keep(Kept answer, long nowNanos) {
        kept = answer;
        deadlines.set(this, nowNanos + delayNanos);
    }

    @Nullable
    Kept kept() {
        return kept;
    }

    /** No time of it matters any more. */
    void stop() {
        deadlines.clear(this);
    }

    /** Nothing of it is needed any more. */
    void end() {
        stop();
        if (attempt != null) {
            attempt.cancel();
        }
    }

    @Override
    protected void expired() {
        Attempt second = attempt;
        if (kept != null) {
            owner.waitedEnough();
        } else if (second == null) {
            owner.late();
        } else {
            second.cancelAs(Failure.TIMEOUT);
        }
    }
}
