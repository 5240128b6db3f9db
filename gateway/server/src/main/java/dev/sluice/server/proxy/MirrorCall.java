package dev.sluice.server.proxy;

import dev.sluice.contract.observation.Failure;
import dev.sluice.contract.snapshot.Api;
import dev.sluice.engine.jsonrpc.AnswerClassifier;
import dev.sluice.engine.model.CompiledBackend;
import dev.sluice.engine.routing.Exchange;
import dev.sluice.engine.routing.Mirrored;
import dev.sluice.server.upstream.PreparedEndpoint;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import org.jspecify.annotations.Nullable;

/**
 * A copy of a request on its way to a mirror. Its answer is read, counted and dropped; no retry, and nothing of it reaches
 * the client, who may long be gone. Everything it needs of the request is copied before.
 */
final class MirrorCall extends Deadlines.Entry implements Attempt.Outcome {
    private static final int HOLD_BYTES = 64 * 1024;

    private final EventLoop loop;
    private final Mirrored mirrored;
    private final PreparedEndpoint endpoint;
    private final MultiMap headers;
    private final @Nullable Buffer body;
    private final boolean jsonRpc;
    private HostAndPort authority;
    private @Nullable Attempt attempt;
    private boolean over;

    /** @param headers to send, credentials included; @param body whole, or null for none */
    MirrorCall(
            EventLoop loop,
            Mirrored mirrored,
            PreparedEndpoint endpoint,
            MultiMap headers,
            @Nullable Buffer body,
            boolean jsonRpc) {
        this.loop = loop;
        this.mirrored = mirrored;
        this.endpoint = endpoint;
        this.headers = headers;
        this.body = body;
        this.authority = endpoint.authority();
        this.jsonRpc = jsonRpc && mirrored.provider().provider().api() == Api.JSONRPC;
    }

    /** Copies go out after the request itself, and only of one that a provider was found for. */
    static void startAll(
            EventLoop loop,
            HttpServerRequest request,
            Live live,
            Exchange exchange,
            CompiledBackend backend,
            Target target,
            Chunks body,
            long dueNanos) {
        boolean jsonRpc = exchange.kind() != null;
        for (Mirrored copy : loop.router().mirror(exchange, backend, System.nanoTime())) {
            PreparedEndpoint to = live.endpoint(copy.endpoint());
            MultiMap headers = MultiMap.caseInsensitiveMultiMap();
            Heads.toProvider(
                    request,
                    headers,
                    to,
                    exchange.service().policy().hiddenHeaders(),
                    exchange.rule().rule().filters(),
                    backend.filters(),
                    jsonRpc);
            new MirrorCall(loop, copy, to, headers, body.buffer(), jsonRpc && exchange.answers() > 0)
                    .start(request, target, dueNanos - exchange.startNanos());
        }
    }

    /** @param boundNanos until it is given up */
    private void start(HttpServerRequest request, Target target, long boundNanos) {
        HttpMethod method = request.method();
        if (endpoint.keepsHost()) {
            authority = Authority.forProvider(request, target, endpoint);
        }
        if (endpoint.problem() != null) {
            end(Failure.CONNECT);
        } else if (!loop.mirrors().tryBegin()) {
            over = true;
            mirrored.failed(Failure.OVERLOADED);
        } else {
            loop.deadlines().set(this, System.nanoTime() + boundNanos);
            Attempt call = new Attempt(this, endpoint, HOLD_BYTES);
            attempt = call;
            call.start(
                    loop.clients().client(endpoint), method, endpoint.access().target(target.path(), target.query()));
        }
    }

    @Override
    public void send(Attempt from, HttpClientRequest to) {
        to.headers().addAll(headers);
        to.authority(authority);
        if (body == null) {
            to.end();
        } else {
            to.end(body);
        }
    }

    @Override
    public boolean hold(Attempt from, HttpClientResponse answer) {
        return true;
    }

    @Override
    public void whole(Attempt from, HttpClientResponse answer, Chunks bytes) {
        bytes.seal();
        end(
                jsonRpc
                        ? loop.classifier()
                                .classify(
                                        answer.statusCode(),
                                        bytes.array(),
                                        bytes.from(),
                                        bytes.to(),
                                        1,
                                        mirrored.provider().errors())
                        : ofStatus(answer.statusCode()));
    }

    /** Nobody reads it: the rest is not worth its transport. */
    @Override
    public void tooLarge(Attempt from, HttpClientResponse answer, Chunks bytes) {
        from.cancel();
        end(ofStatus(answer.statusCode()));
    }

    @Override
    public void failed(Attempt from, Failure failure) {
        end(failure);
    }

    @Override
    protected void expired() {
        if (attempt != null) {
            attempt.cancel();
        }
        end(Failure.TIMEOUT);
    }

    private void end(@Nullable Failure failure) {
        if (over) {
            return;
        }
        over = true;
        if (attempt != null) {
            loop.deadlines().clear(this);
            loop.mirrors().end();
        }
        if (failure == null) {
            mirrored.answered(System.nanoTime());
        } else {
            mirrored.failed(failure);
        }
    }

    /** As for requests that are not JSON-RPC: what the client did wrong is an answer. */
    private static @Nullable Failure ofStatus(int status) {
        Failure failure = AnswerClassifier.ofStatus(status);
        return failure == Failure.GARBAGE || failure == Failure.UNAUTHORIZED ? null : failure;
    }
}
