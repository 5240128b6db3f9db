package dev.sluice.server.proxy;

import dev.sluice.contract.observation.Failure;
import dev.sluice.server.upstream.EndpointClient;
import dev.sluice.server.upstream.PreparedEndpoint;
import io.vertx.core.AsyncResult;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import org.jspecify.annotations.Nullable;

/**
 * One try at one endpoint: connect, send, take the answer. It ends once, by an answer, a failure or by being cancelled,
 * and is deaf from then on, so that what comes late from a slow provider changes nothing.
 *
 * <pre>
 *   connecting ──▶ sending ──▶ head ──┬─▶ held: body collected, classified, then answered ──▶ over
 *        │            │               └─▶ streamed: every chunk passed on as it comes     ──▶ over
 *        └────────────┴──────────────────▶ failed or cancelled ──▶ over
 * </pre>
 */
final class Attempt {
    private static final Handler<Throwable> IGNORE = e -> {};

    /** What becomes of the attempt; all calls come on the event loop, at most one of the ending ones. */
    interface Outcome {
        /** Fills in head and body of a request that has a connection now. */
        void send(Attempt attempt, HttpClientRequest to);

        /** The head is here; says whether the body is to be held. If not, the outcome takes the response over. */
        boolean hold(Attempt attempt, HttpClientResponse from);

        /** The held body is whole. */
        void whole(Attempt attempt, HttpClientResponse from, Chunks body);

        /** The held body is larger than what is held; the response is paused and belongs to the outcome now. */
        void tooLarge(Attempt attempt, HttpClientResponse from, Chunks body);

        void failed(Attempt attempt, Failure failure);

        /** Whether 101 is an answer. */
        default boolean mayUpgrade() {
            return false;
        }
    }

    private final Outcome outcome;
    private final PreparedEndpoint endpoint;
    private final int holdBytes;
    private final int number;
    private final long dueNanos;
    private @Nullable HttpClientRequest request;
    private boolean over;
    private boolean sent;

    /** The only one of its kind, whose owner keeps the time. */
    Attempt(Outcome outcome, PreparedEndpoint endpoint, int holdBytes) {
        this(outcome, endpoint, holdBytes, 1, Long.MAX_VALUE);
    }

    /** @param number among the attempts of its request, from 1; @param dueNanos when it has taken too long */
    Attempt(Outcome outcome, PreparedEndpoint endpoint, int holdBytes, int number, long dueNanos) {
        this.outcome = outcome;
        this.endpoint = endpoint;
        this.holdBytes = holdBytes;
        this.number = number;
        this.dueNanos = dueNanos;
    }

    PreparedEndpoint endpoint() {
        return endpoint;
    }

    int number() {
        return number;
    }

    long dueNanos() {
        return dueNanos;
    }

    void start(EndpointClient client, HttpMethod method, String target) {
        (outcome.mayUpgrade() ? client.requestToUpgrade(method, target) : client.request(method, target))
                .onComplete(this::connected);
    }

    boolean isOver() {
        return over;
    }

    /** It ended well: nothing of it is to be undone. */
    void done() {
        over = true;
    }

    /** Ends it and frees its connection; a request under way is broken off. */
    void cancel() {
        if (!over) {
            over = true;
            if (request != null) {
                request.reset();
            }
        }
    }

    /** Ends it for good: the connection serves nobody else. */
    void close() {
        over = true;
        if (request != null) {
            request.connection().close();
        }
    }

    private void connected(AsyncResult<HttpClientRequest> connection) {
        if (connection.failed()) {
            fail(Faults.beforeSending(connection.cause()));
            return;
        }
        HttpClientRequest to = connection.result();
        to.exceptionHandler(IGNORE);
        if (over) {
            to.reset();
            return;
        }
        request = to;
        to.response().onComplete(this::responded);
        sent = true;
        outcome.send(this, to);
    }

    private void responded(AsyncResult<HttpClientResponse> answer) {
        if (over) {
            return;
        }
        if (answer.failed()) {
            fail(Faults.afterSending(answer.cause()));
            return;
        }
        HttpClientResponse from = answer.result();
        from.exceptionHandler(IGNORE);
        if (from.statusCode() < 200 && !(from.statusCode() == 101 && outcome.mayUpgrade())) {
            cancelAs(Failure.GARBAGE);
            return;
        }
        if (!outcome.hold(this, from)) {
            return;
        }
        Chunks body = new Chunks();
        from.handler(chunk -> collect(from, body, chunk));
        from.exceptionHandler(e -> fail(Faults.afterSending(e)));
        from.endHandler(v -> {
            if (!over && body.length() <= holdBytes) {
                over = true;
                outcome.whole(this, from, body);
            }
        });
    }

    private void collect(HttpClientResponse from, Chunks body, Buffer chunk) {
        if (over || body.length() > holdBytes) {
            return;
        }
        body.add(chunk);
        if (body.length() > holdBytes) {
            from.pause();
            outcome.tooLarge(this, from, body);
        }
    }

    /** Ends it as a failure and breaks the connection off. */
    void cancelAs(Failure failure) {
        if (!over) {
            cancel();
            outcome.failed(this, failure);
        }
    }

    private void fail(Failure failure) {
        if (!over) {
            over = true;
            outcome.failed(this, failure);
        }
    }

    /** Whether anything may have reached the provider. */
    boolean wasSent() {
        return sent;
    }
}
