package dev.sluice.server.proxy;

import dev.sluice.contract.observation.Failure;
import dev.sluice.contract.snapshot.Api;
import dev.sluice.contract.snapshot.Filter;
import dev.sluice.engine.cache.KeptAnswer;
import dev.sluice.engine.jsonrpc.JsonRpcCall;
import dev.sluice.engine.jsonrpc.JsonRpcKind;
import dev.sluice.engine.model.CompiledBackend;
import dev.sluice.engine.routing.Exchange;
import dev.sluice.engine.routing.Pick;
import dev.sluice.server.admin.RefusedClients;
import dev.sluice.server.trace.RequestTrace;
import dev.sluice.server.upstream.PreparedEndpoint;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Step 7, forward: one request from its backend to its answer. The engine says where to go and whether to go again; this
 * keeps the time, moves the bytes and sees to it that the client gets exactly one answer. The file is long because the
 * states of a request are told best in one place.
 *
 * <pre>
 *   body ──▶ attempt ──▶ answered ──▶ finished
 *     ▲        │  ▲         ▲
 *     │        ▼  │ retry   │ nothing left: 502, 503, 504
 *   client   failed ────────┘            client gone or time over, at any point ──▶ finished
 * </pre>
 *
 * A slow attempt may get a second one beside it, see {@link Race}: what either says is preceded by turning the exchange to
 * it, and a failure of one leaves the other to answer.
 */
final class ProxiedRequest extends Deadlines.Entry
        implements IncomingBody.Ready, Attempt.Outcome, Race.Owner, Sharing.Member {
    private static final CharSequence UPGRADE = HttpHeaders.createOptimized("Upgrade");
    private static final CharSequence WEBSOCKET = HttpHeaders.createOptimized("websocket");

    private final EventLoop loop;
    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final Live live;
    private final Exchange exchange;
    private final CompiledBackend backend;
    private final CompiledBackend.Service service;
    private final RequestHead head;
    private final String path;
    private final Target target;
    private final boolean jsonRpc;
    private final IncomingBody body;
    private final boolean tooLarge;
    private final @Nullable Race race;
    private final boolean upgrade;
    private final boolean grpc;
    private final boolean bounded;

    /** Of a request without a bound: how long nothing may move. */
    private final long patienceNanos;

    private long dueNanos;
    private long receivedBytes;

    private @Nullable Attempt attempt;
    private @Nullable AnswerStream stream;

    /** Where the policy keeps answers. */
    private @Nullable Sharing sharing;

    private long streamedBytes = -1;
    private boolean finished;

    ProxiedRequest(
            EventLoop loop,
            HttpServerRequest request,
            Live live,
            Exchange exchange,
            CompiledBackend backend,
            CompiledBackend.Service service,
            RequestHead head,
            String path,
            Target target) {
        this.loop = loop;
        this.request = request;
        this.response = request.response();
        this.live = live;
        this.exchange = exchange;
        this.backend = backend;
        this.service = service;
        this.head = head;
        this.path = path;
        this.target = target;
        this.jsonRpc = service.pool().pool().api() == Api.JSONRPC && request.method() == HttpMethod.POST;
        this.upgrade = service.pool().pool().api() != Api.JSONRPC && RequestCheck.wantsWebSocket(request);
        boolean hedges = service.policy().policy().hedge() != null && !upgrade;
        this.race = hedges ? new Race(loop, exchange, this) : null;
        BodyBounds bounds = BodyBounds.of(
                service.policy().policy().clients(), loop.options().limits(), jsonRpc);
        this.body = new IncomingBody(request, bounds.holdBytes(), bounds.mostBytes(), this);
        this.tooLarge = bounds.areExceededBy(IncomingBody.contentLength(request));
        this.bounded = service.requestNanos() > 0;
        this.grpc = GrpcStatus.isAskedFor(request);
        this.patienceNanos = grpc
                ? loop.options().limits().idleNanos()
                : loop.options().limits().requestNanos();
        this.dueNanos = exchange.startNanos() + (bounded ? service.requestNanos() : patienceNanos);
    }

    void begin() {
        loop.deadlines().set(this, dueNanos);
        response.exceptionHandler(e -> clientGone());
        response.closeHandler(v -> clientGone());
        if (tooLarge) {
            exceeded();
            return;
        }
        // A call of gRPC may wait for an answer before it goes on, so it is never held for its copies.
        body.begin(jsonRpc || (loop.router().isMirrored(exchange) && !grpc));
    }

    // The body

    @Override
    public void held() {
        if (finished) {
            return;
        }
        if (!jsonRpc) {
            loop.router().classify(exchange, head.of(request, path));
            if (isLimited()) {
                return;
            }
        } else {
            Chunks bytes = body.held();
            JsonRpcKind kind =
                    loop.router().classify(exchange, head.of(request, path), bytes.array(), bytes.from(), bytes.to());
            if (isLimited()) {
                return;
            }
            if (exchange.isSplit()) {
                split(bytes);
                return;
            }
            if (!kind.isCall()) {
                answerOwn(
                        kind == JsonRpcKind.TOO_MANY
                                ? AnswerStatus.tooManyCalls(
                                        service.policy().policy().clients())
                                : new AnswerStatus(400, "the body is not a JSON-RPC call"));
                return;
            }
            if (!exchange.forbidden().isEmpty()) {
                answerOwn(AnswerStatus.forbidden(exchange.forbidden()));
                return;
            }
            if (exchange.isTooWide()) {
                answerOwn(AnswerStatus.tooWide(service.policy().policy().clients()));
                return;
            }
            if (exchange.isBroadcast()) {
                broadcast(bytes);
                return;
            }
        }
        if (jsonRpc && service.cache() != null && exchange.kind() == JsonRpcKind.SINGLE) {
            Sharing own = new Sharing(loop.shared(), request, exchange, target, body.held(), this);
            sharing = own;
            if (own.begin()) {
                return;
            }
        }
        ask();
    }

    @Override
    public void ask() {
        if (finished) {
            return;
        }
        follow(loop.router().pick(exchange, System.nanoTime()));
        if (loop.router().isMirrored(exchange) && exchange.attempts() > 0) {
            MirrorCall.startAll(loop, request, live, exchange, backend, target, body.held(), dueNanos);
        }
    }

    /** The calls of a batch go different ways: from here on each part is a request of its own. */
    private void split(Chunks bytes) {
        Forwarding way = handOver();
        new BatchRequest(way, exchange, bytes, dueNanos, new HttpReply(way, exchange)).begin(head.of(request, path));
    }

    private void broadcast(Chunks bytes) {
        if (loop.router().isMirrored(exchange)) {
            MirrorCall.startAll(loop, request, live, exchange, backend, target, bytes, dueNanos);
        }
        byte[] whole = Arrays.copyOfRange(bytes.array(), bytes.from(), bytes.to());
        Forwarding way = handOver();
        new BroadcastWrite(way, exchange, whole, dueNanos, new HttpReply(way, exchange)).begin(head.of(request, path));
    }

    private Forwarding handOver() {
        finished = true;
        loop.deadlines().clear(this);
        countTenant();
        return new Forwarding(loop, request, live, backend, service, target);
    }

    @Override
    public void streaming() {
        if (jsonRpc) {
            // Nobody has seen which methods it calls.
            exceeded();
            return;
        }
        if (loop.router().isMirrored(exchange)) {
            loop.mirrors().drop();
        }
        loop.router().classify(exchange, head.of(request, path));
        if (!isLimited()) {
            follow(loop.router().pick(exchange, System.nanoTime()));
        }
    }

    /** Whether its client has had what it may have; then it is answered. */
    private boolean isLimited() {
        if (service.policy().policy().clients().rateLimits().isEmpty()
                || loop.router().admit(exchange, System.nanoTime())) {
            return false;
        }
        tellRate();
        answerOwn(new AnswerStatus(429, "more requests than this client may send"));
        return true;
    }

    @Override
    public void exceeded() {
        if (finished) {
            return;
        }
        if (stream == null) {
            answerOwn(new AnswerStatus(413, "the body is larger than this route takes"));
        } else {
            clientGone();
            response.reset();
        }
    }

    // Attempts

    private void follow(Pick pick) {
        if (pick == Pick.PICKED) {
            attempt();
        } else {
            if (pick == Pick.LIMITED) {
                tellRate();
            }
            answerOwn(AnswerStatus.of(pick, exchange));
        }
    }

    private void tellRate() {
        loop.refused().add(service.policy().policy().id(), RefusedClients.Reason.RATE);
        RateHeaders.add(response, exchange.excess());
    }

    private void attempt() {
        long now = System.nanoTime();
        Attempt next = next(now);
        attempt = next;
        if (next.dueNanos() != dueNanos || exchange.attempts() > 1) {
            loop.deadlines().set(this, next.dueNanos());
        }
        if (race != null && !body.isStreaming()) {
            race.await(next, now);
        }
        start(next);
    }

    @Override
    public Attempt next(long now) {
        long due = service.attemptNanos() > 0 ? Math.min(dueNanos, now + service.attemptNanos()) : dueNanos;
        return new Attempt(
                this,
                live.endpoint(exchange.endpoint()),
                jsonRpc ? loop.options().limits().bufferBytes() : AnswerRules.SMALL_BYTES,
                exchange.attempts(),
                due);
    }

    @Override
    public void start(Attempt next) {
        PreparedEndpoint endpoint = next.endpoint();
        if (endpoint.problem() != null || (upgrade && endpoint.speaksHttp2())) {
            next.cancelAs(Failure.CONNECT);
            return;
        }
        next.start(
                grpc ? loop.clients().grpcClient(endpoint) : loop.clients().client(endpoint),
                request.method(),
                endpoint.access().target(target.path(), target.query()));
    }

    @Override
    public void send(Attempt from, HttpClientRequest to) {
        List<Filter> ruleFilters = exchange.rule().rule().filters();
        List<String> hidden = service.policy().hiddenHeaders();
        Heads.toProvider(request, to.headers(), from.endpoint(), hidden, ruleFilters, backend.filters(), jsonRpc);
        RequestTrace.tell(exchange, from.number(), to.headers());
        to.authority(Authority.forProvider(request, target, from.endpoint()));
        if (upgrade) {
            to.putHeader(HttpHeaders.CONNECTION, UPGRADE).putHeader(HttpHeaders.UPGRADE, WEBSOCKET);
            to.connect();
        } else {
            body.sendTo(to);
        }
    }

    @Override
    public boolean mayUpgrade() {
        return upgrade;
    }

    @Override
    public boolean hold(Attempt from, HttpClientResponse answer) {
        exchange.turnTo(from.number());
        stopWaiting();
        if (answer.statusCode() == 101) {
            open(from, answer);
            return false;
        }
        if (jsonRpc && !body.isStreaming() && AnswerRules.isPlain(answer)) {
            return true;
        }
        Failure failure = AnswerRules.failureOf(answer.statusCode(), jsonRpc);
        if (failure == null
                && !jsonRpc
                && !grpc
                && (AnswerRules.isSmall(answer) || (exchange.hasRival() && answer.statusCode() >= 400))) {
            return true;
        }
        if (failure != null && failsOver(from, failure, answer)) {
            return false;
        }
        stream(from, answer, null);
        return false;
    }

    @Override
    public void whole(Attempt from, HttpClientResponse answer, Chunks bytes) {
        exchange.turnTo(from.number());
        int status = answer.statusCode();
        bytes.seal();
        Failure failure = jsonRpc
                ? loop.classifier()
                        .classify(
                                status,
                                bytes.array(),
                                bytes.from(),
                                bytes.to(),
                                exchange.answers(),
                                exchange.provider().errors())
                : null;
        if (failure == null) {
            loop.router().answered(exchange, System.nanoTime());
            boolean kept = race != null && isErrorOrEmpty(answer, bytes) && race.keeps(from, answer, bytes);
            if (!kept) {
                pass(from, answer, bytes);
            }
        } else if (!failsOver(from, failure, answer)) {
            if (AnswerRules.isWorthPassing(failure, status)) {
                pass(from, answer, bytes);
            } else {
                answerLast();
            }
        }
    }

    @Override
    public void tooLarge(Attempt from, HttpClientResponse answer, Chunks bytes) {
        exchange.turnTo(from.number());
        Failure failure = AnswerRules.failureOf(answer.statusCode(), jsonRpc);
        if (failure == null || !failsOver(from, failure, answer)) {
            stream(from, answer, bytes.buffer());
        }
    }

    @Override
    public void failed(Attempt from, Failure failure) {
        if (finished) {
            return;
        }
        exchange.turnTo(from.number());
        long now = System.nanoTime();
        if (stream != null) {
            breakOff(failure);
            return;
        }
        stopWaiting();
        loop.router().failed(exchange, failure, 0, 0, now);
        if (exchange.turnToRival() || passKept()) {
            return;
        }
        if (now - dueNanos >= 0) {
            answerLast();
        } else {
            retry(now);
        }
    }

    /** The answer is a failure: whether somebody else is asked instead. If not, it may still be passed on. */
    private boolean failsOver(Attempt from, Failure failure, HttpClientResponse answer) {
        long now = System.nanoTime();
        loop.router().failed(exchange, failure, answer.statusCode(), RetryAfter.nanos(answer), now);
        if (exchange.turnToRival() || passKept()) {
            from.cancel();
            return true;
        }
        if (loop.router().pickRetry(exchange, !body.isSpent(), now) != Pick.PICKED) {
            return false;
        }
        from.cancel();
        again();
        return true;
    }

    private void retry(long now) {
        if (loop.router().pickRetry(exchange, !body.isSpent(), now) == Pick.PICKED) {
            again();
        } else {
            answerLast();
        }
    }

    /** At once, or after the policy's back-off, if there is still time for one. */
    private void again() {
        long wait = service.retry().backoffNanos();
        if (wait <= 0) {
            attempt();
            return;
        }
        attempt = null;
        loop.deadlines().set(this, Math.min(dueNanos, System.nanoTime() + wait));
    }

    // Two attempts

    @Override
    public void waitedEnough() {
        if (!finished) {
            passKept();
        }
    }

    /** Whether there was an answer to fall back to. */
    private boolean passKept() {
        Race.Kept kept = race == null ? null : race.kept();
        if (kept == null) {
            return false;
        }
        pass(kept.from(), kept.answer(), kept.bytes());
        return true;
    }

    private boolean isErrorOrEmpty(HttpClientResponse answer, Chunks bytes) {
        return jsonRpc
                ? loop.classifier().isErrorOrEmpty(bytes.array(), bytes.from(), bytes.to())
                : AnswerRules.isErrorOrEmpty(request.method(), answer.statusCode(), bytes.length());
    }

    private void stopWaiting() {
        if (race != null) {
            race.stopWaiting();
        }
    }

    private void won(Attempt from) {
        if (race != null) {
            race.won(from);
        }
    }

    // Answers

    @Override
    public void take(int status, KeptAnswer answer) {
        if (!finished) {
            Heads.ofOwnAnswer(loop, request, exchange, backend);
            finish(status, false);
            JsonRpcCall call = exchange.call();
            response.setStatusCode(status)
                    .end(Buffer.buffer(answer.withId(body.held().array(), call.idFrom(), call.idTo())));
        }
    }

    @Override
    public void refuse(AnswerStatus why) {
        answerOwn(why);
    }

    /** A provider's answer that is here as a whole. */
    private void pass(Attempt from, HttpClientResponse answer, Chunks bytes) {
        won(from);
        if (sharing != null) {
            sharing.answered(answer.statusCode(), bytes);
        }
        fill(from, answer);
        Buffer whole = bytes.buffer();
        int status = answer.statusCode();
        String announced = whole == null ? answer.headers().get(HttpHeaders.CONTENT_LENGTH) : null;
        if (announced != null && status != 204) {
            response.putHeader(HttpHeaders.CONTENT_LENGTH, announced);
        }
        if (request.version() == HttpVersion.HTTP_2 && !answer.trailers().isEmpty()) {
            Heads.trailers(answer, response, from.endpoint());
        }
        finish(status, false);
        if (whole == null) {
            response.end();
        } else {
            response.end(whole);
        }
    }

    private void stream(Attempt from, HttpClientResponse answer, @Nullable Buffer first) {
        won(from);
        if (sharing != null) {
            sharing.notShared();
        }
        fill(from, answer);
        // A stream's latency is that of its head; whether it was an answer shows at its end.
        long latencyNanos = System.nanoTime() - exchange.attemptNanos();
        AnswerStream started = new AnswerStream(request, answer, from.endpoint());
        stream = started;
        if (!bounded) {
            // Nobody set a bound for the whole: it may take as long as it moves.
            loop.deadlines().set(this, System.nanoTime() + patienceNanos);
        } else {
            loop.deadlines().set(this, from.dueNanos());
        }
        started.start(
                first,
                () -> {
                    if (finished) {
                        return;
                    }
                    if (body.isComplete()) {
                        from.done();
                    } else {
                        // Answered before it had read everything: neither side needs the rest.
                        body.stop();
                        from.cancel();
                    }
                    if (grpc && exchange.isAttemptUnderWay() && GrpcStatus.isUnavailable(answer)) {
                        loop.router().failed(exchange, Failure.SERVER_ERROR, 503, 0, System.nanoTime());
                    }
                    if (exchange.isAttemptUnderWay()) {
                        loop.router().answered(exchange, latencyNanos, System.nanoTime());
                    }
                    finish(answer.statusCode(), false);
                },
                () -> {
                    from.done();
                    breakOff(Failure.RESET);
                });
    }

    /** The provider has agreed to WebSocket: what follows is no request any more. */
    private void open(Attempt from, HttpClientResponse answer) {
        fill(from, answer);
        response.putHeader(HttpHeaders.CONNECTION, UPGRADE).putHeader(HttpHeaders.UPGRADE, WEBSOCKET);
        from.done();
        attempt = null;
        loop.router().answered(exchange, System.nanoTime());
        finish(101, false);
        Tunnel.open(request, answer, loop.tunnels());
    }

    private void fill(Attempt from, HttpClientResponse answer) {
        response.setStatusCode(answer.statusCode());
        Heads.toClient(answer, response, from.endpoint(), exchange.rule().rule().filters(), backend.filters());
        Heads.sayGoodbyeIfDraining(loop, request);
    }

    /** No provider's answer is left to pass on. */
    private void answerLast() {
        answerOwn(AnswerStatus.of(exchange));
    }

    private void answerOwn(AnswerStatus answer) {
        if (finished) {
            return;
        }
        cancelAttempts();
        body.stop();
        if (sharing != null) {
            sharing.refused(answer);
        }
        Heads.sayGoodbyeIfDraining(loop, request);
        finish(answer.status(), true);
        ErrorAnswers.send(request, answer, loop, jsonRpc && !body.isStreaming() ? exchange.kind() : null, body.held());
    }

    /** The answer has begun and cannot be finished: the client must not take it for whole. */
    private void breakOff(Failure why) {
        if (!finished) {
            if (exchange.isAttemptUnderWay()) {
                loop.router().failed(exchange, why, 0, 0, System.nanoTime());
            }
            loop.streamsBroken().increment();
            finish(0, false);
            response.reset();
        }
    }

    // Time, and the end

    @Override
    protected void expired() {
        if (finished) {
            return;
        }
        long now = System.nanoTime();
        AnswerStream streaming = stream;
        if (streaming != null) {
            expiredStreaming(streaming, now);
        } else if (grpc && !bounded && body.bytes() != receivedBytes) {
            // A call that streams lasts as long as something moves, in whichever direction.
            receivedBytes = body.bytes();
            dueNanos = now + patienceNanos;
            loop.deadlines().set(this, dueNanos);
        } else if (now - dueNanos >= 0) {
            expiredWhole(now);
        } else if (attempt == null) {
            loop.router().resumed(exchange, now);
            attempt();
        } else {
            loop.deadlines().set(this, dueNanos);
            attempt.cancelAs(Failure.TIMEOUT);
        }
    }

    private void expiredStreaming(AnswerStream streaming, long now) {
        long moved = streaming.bytes() + (grpc ? body.bytes() : 0);
        if (!bounded && moved != streamedBytes) {
            streamedBytes = moved;
            loop.deadlines().set(this, now + patienceNanos);
            return;
        }
        streaming.stop();
        cancelAttempts();
        breakOff(Failure.TIMEOUT);
    }

    private void expiredWhole(long now) {
        if (passKept()) {
            return;
        }
        if (attempt != null && !attempt.isOver()) {
            // Of two, the first has had its time.
            exchange.turnTo(attempt.number());
        }
        if (exchange.isAttemptUnderWay()) {
            loop.router().failed(exchange, Failure.TIMEOUT, 0, 0, now);
        }
        answerOwn(
                exchange.attempts() == 0 && sharing == null
                        ? new AnswerStatus(408, "the request did not arrive in time")
                        : AnswerStatus.of(Failure.TIMEOUT));
    }

    private void clientGone() {
        if (!finished) {
            if (stream != null) {
                stream.stop();
            }
            cancelAttempts();
            body.stop();
            loop.router().abandoned(exchange);
            finish(0, false);
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
        if (sharing != null) {
            sharing.over();
        }
        if (race != null) {
            race.stop();
        }
        if (upgrade && attempt != null) {
            // Asked to become something else, the connection is none for requests.
            attempt.close();
        }
        Ending.of(loop, request, exchange, status, own);
        countTenant();
    }

    private void countTenant() {
        if (!exchange.client().isEmpty()) {
            loop.tenants().add(exchange.client(), exchange.excess() != null);
        }
    }
}
