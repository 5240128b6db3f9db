package dev.sluice.server.proxy;

import dev.sluice.contract.observation.Failure;
import dev.sluice.engine.routing.Exchange;
import dev.sluice.engine.routing.Pick;
import dev.sluice.server.trace.RequestTrace;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import org.jspecify.annotations.Nullable;

/**
 * JSON-RPC of the gateway's own making, sent for one client: it is tried, hedged and retried like a request that a client
 * sent, but body and answer are held as a whole, and the answer goes to an owner. It ends once, on its event loop.
 *
 * <pre>
 *   attempt ──▶ answered
 *    │  ▲ retry
 *    ▼  │
 *   failed ──▶ unanswered: nobody left, no budget, time over        abandoned: the client is gone
 * </pre>
 */
final class HeldCall extends Deadlines.Entry implements Attempt.Outcome, Race.Owner {

    /** Takes what came of it: one of the two, once, unless it was abandoned. */
    interface Owner {
        /** @param bytes sealed; a JSON-RPC answer, or what a provider said of its own failure */
        void answered(HeldCall call, Chunks bytes);

        void unanswered(HeldCall call, AnswerStatus why);

        /** Whether what looks like an answer cannot be true. @param bytes sealed */
        default boolean isForged(Chunks bytes) {
            return false;
        }
    }

    private final Forwarding way;
    private final EventLoop loop;
    private final Exchange exchange;
    private final Buffer body;
    private final int holdBytes;
    private final long dueNanos;
    private final Owner owner;
    private final @Nullable Race race;
    private @Nullable Attempt attempt;
    private boolean finished;

    /**
     * @param exchange classified
     * @param holdBytes of an answer; a larger one is none
     */
    HeldCall(Forwarding way, Exchange exchange, byte[] body, int holdBytes, long dueNanos, Owner owner) {
        this.way = way;
        this.loop = way.loop();
        this.exchange = exchange;
        this.body = Buffer.buffer(body);
        this.holdBytes = holdBytes;
        this.dueNanos = dueNanos;
        this.owner = owner;
        this.race = way.service().policy().policy().hedge() == null ? null : new Race(loop, exchange, this);
    }

    Exchange exchange() {
        return exchange;
    }

    void start() {
        Pick pick = loop.router().pick(exchange, System.nanoTime());
        if (pick == Pick.PICKED) {
            attempt();
        } else {
            unanswered(AnswerStatus.of(pick, exchange));
        }
    }

    /** The client is gone. */
    void abandon() {
        if (!finished) {
            cancelAttempts();
            loop.router().abandoned(exchange);
            finish(0, false);
        }
    }

    // Attempts

    private void attempt() {
        long now = System.nanoTime();
        Attempt next = next(now);
        attempt = next;
        loop.deadlines().set(this, next.dueNanos());
        if (race != null) {
            race.await(next, now);
        }
        start(next);
    }

    @Override
    public Attempt next(long now) {
        long attemptNanos = way.service().attemptNanos();
        long due = attemptNanos > 0 ? Math.min(dueNanos, now + attemptNanos) : dueNanos;
        return new Attempt(this, way.live().endpoint(exchange.endpoint()), holdBytes, exchange.attempts(), due);
    }

    @Override
    public void start(Attempt next) {
        if (next.endpoint().problem() != null) {
            next.cancelAs(Failure.CONNECT);
            return;
        }
        next.start(
                loop.clients().client(next.endpoint()),
                HttpMethod.POST,
                next.endpoint()
                        .access()
                        .target(way.target().path(), way.target().query()));
    }

    @Override
    public void send(Attempt from, HttpClientRequest to) {
        Heads.toProvider(
                way.request(),
                to.headers(),
                from.endpoint(),
                way.service().policy().hiddenHeaders(),
                exchange.rule().rule().filters(),
                way.backend().filters(),
                true);
        RequestTrace.tell(exchange, from.number(), to.headers());
        to.authority(Authority.forProvider(way.request(), way.target(), from.endpoint()));
        to.end(body);
    }

    @Override
    public boolean hold(Attempt from, HttpClientResponse answer) {
        exchange.turnTo(from.number());
        if (race != null) {
            race.stopWaiting();
        }
        if (!AnswerRules.isPlain(answer)) {
            from.cancelAs(Failure.GARBAGE);
            return false;
        }
        return true;
    }

    @Override
    public void whole(Attempt from, HttpClientResponse answer, Chunks bytes) {
        exchange.turnTo(from.number());
        bytes.seal();
        int status = answer.statusCode();
        Failure failure = loop.classifier()
                .classify(
                        status,
                        bytes.array(),
                        bytes.from(),
                        bytes.to(),
                        exchange.answers(),
                        exchange.provider().errors());
        failure = failure == null && owner.isForged(bytes) ? Failure.GARBAGE : failure;
        if (failure == null) {
            loop.router().answered(exchange, System.nanoTime());
            boolean weak = race != null && loop.classifier().isErrorOrEmpty(bytes.array(), bytes.from(), bytes.to());
            if (!weak || race == null || !race.keeps(from, answer, bytes)) {
                answered(from, bytes);
            }
        } else if (!failsOver(failure, status, RetryAfter.nanos(answer))) {
            if (AnswerRules.isWorthPassing(failure, status)) {
                answered(from, bytes);
            } else {
                unanswered(AnswerStatus.of(exchange));
            }
        }
    }

    @Override
    public void tooLarge(Attempt from, HttpClientResponse answer, Chunks bytes) {
        exchange.turnTo(from.number());
        from.cancel();
        loop.router().answered(exchange, System.nanoTime());
        unanswered(new AnswerStatus(502, "the answer is too large to be held; send this call by itself over HTTP"));
    }

    @Override
    public void failed(Attempt from, Failure failure) {
        if (finished) {
            return;
        }
        exchange.turnTo(from.number());
        if (race != null) {
            race.stopWaiting();
        }
        if (!failsOver(failure, 0, 0)) {
            unanswered(AnswerStatus.of(exchange));
        }
    }

    /** Whether somebody else answers or is asked instead. */
    private boolean failsOver(Failure failure, int status, long retryAfterNanos) {
        long now = System.nanoTime();
        loop.router().failed(exchange, failure, status, retryAfterNanos, now);
        if (exchange.turnToRival() || passKept()) {
            return true;
        }
        if (now - dueNanos >= 0 || loop.router().pickRetry(exchange, true, now) != Pick.PICKED) {
            return false;
        }
        long wait = way.service().retry().backoffNanos();
        if (wait <= 0) {
            attempt();
        } else {
            attempt = null;
            loop.deadlines().set(this, Math.min(dueNanos, now + wait));
        }
        return true;
    }

    @Override
    public void waitedEnough() {
        if (!finished) {
            passKept();
        }
    }

    private boolean passKept() {
        Race.Kept kept = race == null ? null : race.kept();
        if (kept == null) {
            return false;
        }
        answered(kept.from(), kept.bytes());
        return true;
    }

    // Time, and the end

    @Override
    protected void expired() {
        long now = System.nanoTime();
        if (now - dueNanos < 0) {
            Attempt late = attempt;
            if (late == null) {
                loop.router().resumed(exchange, now);
                attempt();
            } else {
                loop.deadlines().set(this, dueNanos);
                late.cancelAs(Failure.TIMEOUT);
            }
            return;
        }
        if (passKept()) {
            return;
        }
        if (attempt != null && !attempt.isOver()) {
            exchange.turnTo(attempt.number());
        }
        if (exchange.isAttemptUnderWay()) {
            loop.router().failed(exchange, Failure.TIMEOUT, 0, 0, now);
        }
        unanswered(AnswerStatus.of(Failure.TIMEOUT));
    }

    private void answered(Attempt from, Chunks bytes) {
        if (race != null) {
            race.won(from);
        }
        finish(200, false);
        owner.answered(this, bytes);
    }

    private void unanswered(AnswerStatus why) {
        if (!finished) {
            cancelAttempts();
            finish(why.status(), true);
            owner.unanswered(this, why);
        }
    }

    private void cancelAttempts() {
        if (attempt != null) {
            attempt.cancel();
        }
        if (race != null) {
            race.end();
        }
    }

    private void finish(int status, boolean own) {
        finished = true;
        loop.deadlines().clear(this);
        if (race != null) {
            race.stop();
        }
        Ending.of(loop, way.request(), exchange, status, own);
    }
}
