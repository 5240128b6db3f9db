package dev.sluice.server.proxy;

import dev.sluice.contract.observation.Failure;
import dev.sluice.engine.routing.Exchange;
import io.vertx.core.http.HttpClientResponse;
import org.jspecify.annotations.Nullable;

/**
 * The second attempt of a request whose first one is slow: when it starts, how long it may take, an answer that was kept
 * since the other attempt may have a better one, and what becomes of the attempt that comes second. Made only where a policy
 * hedges. Owned by one event loop.
 *
 * <pre>
 *   waiting ──▶ racing ──┬──▶ won: the other attempt is cancelled ──▶ over
 *      │                 └──▶ an error or empty answer is kept    ──▶ over
 *      └──▶ idle: the head came in time, or the attempt failed
 * </pre>
 */
final class Race extends Deadlines.Entry {

    /** The request. */
    interface Owner {
        /** An attempt at the endpoint just picked. */
        Attempt next(long nowNanos);

        void start(Attempt attempt);

        /** The other attempt had its time to say something better than what is kept. */
        void waitedEnough();
    }

    /** An answer that does not win yet. */
    record Kept(Attempt from, HttpClientResponse answer, Chunks bytes) {}

    private final EventLoop loop;
    private final Exchange exchange;
    private final Owner owner;
    private long delayNanos;
    private @Nullable Attempt first;
    private @Nullable Attempt second;
    private @Nullable Kept kept;

    Race(EventLoop loop, Exchange exchange, Owner owner) {
        this.loop = loop;
        this.exchange = exchange;
        this.owner = owner;
    }

    /** An attempt begins: after a while its answer will be late, if there is time for another one then. */
    void await(Attempt attempt, long nowNanos) {
        first = attempt;
        long delay = loop.router().hedgeDelayNanos(exchange);
        if (delay >= 0 && attempt.dueNanos() - nowNanos > delay) {
            delayNanos = delay;
            loop.deadlines().set(this, nowNanos + delay);
        }
    }

    /** There is nothing to wait for; without effect on a second attempt that is under way. */
    void stopWaiting() {
        if (second == null) {
            stop();
        }
    }

    /**
     * An error or nothing does not win while the other attempt may know more: it gets as long again as it took to call the
     * first one late.
     *
     * @return whether the answer is kept
     */
    boolean keeps(Attempt from, HttpClientResponse answer, Chunks bytes) {
        if (!exchange.hasRival()) {
            return false;
        }
        kept = new Kept(from, answer, bytes);
        loop.deadlines().set(this, System.nanoTime() + delayNanos);
        exchange.turnToRival();
        return true;
    }

    @Nullable
    Kept kept() {
        return kept;
    }

    /** This attempt has brought the answer: the other's connection is freed. */
    void won(Attempt from) {
        exchange.turnTo(from.number());
        loop.router().overtaken(exchange, System.nanoTime());
        if (from == first) {
            end();
        } else if (first != null) {
            first.cancel();
            stop();
        }
    }

    /** No time of it matters any more. */
    void stop() {
        loop.deadlines().clear(this);
    }

    /** Nothing of it is needed any more. */
    void end() {
        stop();
        if (second != null) {
            second.cancel();
        }
    }

    @Override
    protected void expired() {
        if (kept != null) {
            owner.waitedEnough();
        } else if (second == null) {
            late(System.nanoTime());
        } else {
            second.cancelAs(Failure.TIMEOUT);
        }
    }

    private void late(long now) {
        if (loop.router().pickHedge(exchange, now)) {
            Attempt another = owner.next(now);
            second = another;
            loop.deadlines().set(this, another.dueNanos());
            owner.start(another);
        }
    }
}
