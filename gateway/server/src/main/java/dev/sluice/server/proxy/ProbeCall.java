package dev.sluice.server.proxy;

import dev.sluice.contract.observation.Failure;
import dev.sluice.contract.snapshot.HealthCheck;
import dev.sluice.engine.GatewayState;
import dev.sluice.engine.Probe;
import dev.sluice.engine.jsonrpc.AnswerClassifier;
import dev.sluice.server.upstream.PreparedEndpoint;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.net.NetClientOptions;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One health check on its way; it always reports, once. Goes the way requests go: same client, same credentials. */
final class ProbeCall extends Deadlines.Entry implements Attempt.Outcome {
    private static final int HOLD_BYTES = 64 * 1024;

    private final EventLoop loop;
    private final GatewayState state;
    private final Probe probe;
    private final PreparedEndpoint endpoint;
    private final long startNanos = System.nanoTime();
    private @Nullable Attempt attempt;
    private boolean reported;

    ProbeCall(EventLoop loop, GatewayState state, Probe probe, PreparedEndpoint endpoint) {
        this.loop = loop;
        this.state = state;
        this.probe = probe;
        this.endpoint = endpoint;
    }

    void start() {
        if (endpoint.problem() != null) {
            report(Failure.CONNECT, HeadBlock.UNKNOWN);
            return;
        }
        loop.deadlines().set(this, startNanos + probe.check().timeoutNanos());
        switch (probe.check().kind()) {
            case TCP -> connect();
            case HTTP -> call(HttpMethod.GET, probe.check().subject());
            case JSONRPC -> call(HttpMethod.POST, "/");
        }
    }

    @Override
    public void send(Attempt from, HttpClientRequest to) {
        to.authority(endpoint.authority());
        if (probe.check().kind() == HealthCheck.Kind.HTTP) {
            endpoint.access().addTo(Heads.view(to.headers()));
            to.end();
            return;
        }
        to.putHeader(HttpHeaders.CONTENT_TYPE, "application/json");
        endpoint.access().addTo(Heads.view(to.headers()));
        to.end(Buffer.buffer(
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + probe.check().subject() + "\",\"params\":[]}"));
    }

    @Override
    public boolean hold(Attempt from, HttpClientResponse answer) {
        return true;
    }

    @Override
    public void whole(Attempt from, HttpClientResponse answer, Chunks body) {
        if (probe.check().kind() == HealthCheck.Kind.HTTP) {
            Failure failure = AnswerClassifier.ofStatus(answer.statusCode());
            report(failure == Failure.GARBAGE && answer.statusCode() < 400 ? null : failure, HeadBlock.UNKNOWN);
            return;
        }
        body.seal();
        Failure failure = loop.classifier()
                .classify(
                        answer.statusCode(),
                        body.array(),
                        body.from(),
                        body.to(),
                        1,
                        probe.provider().errors());
        boolean tellsHead = failure == null && probe.check().subject().equals("eth_blockNumber");
        report(failure, tellsHead ? HeadBlock.of(body.array(), body.from(), body.to()) : HeadBlock.UNKNOWN);
    }

    @Override
    public void tooLarge(Attempt from, HttpClientResponse answer, Chunks body) {
        from.cancelAs(Failure.GARBAGE);
    }

    @Override
    public void failed(Attempt from, Failure failure) {
        report(failure, HeadBlock.UNKNOWN);
    }

    @Override
    protected void expired() {
        if (attempt != null) {
            attempt.cancel();
        }
        report(Failure.TIMEOUT, HeadBlock.UNKNOWN);
    }

    private void call(HttpMethod method, String path) {
        Attempt call = new Attempt(this, endpoint, HOLD_BYTES);
        attempt = call;
        call.start(loop.clients().client(endpoint), method, endpoint.access().target(path, null));
    }

    private void connect() {
        var client = loop.vertx().createNetClient(new NetClientOptions().setConnectTimeout((int)
                        Math.max(1, TimeUnit.NANOSECONDS.toMillis(probe.check().timeoutNanos()))));
        client.connect(endpoint.addresses().any()).onComplete(connected -> {
            report(connected.succeeded() ? null : Failure.CONNECT, HeadBlock.UNKNOWN);
            client.close();
        });
    }

    private void report(@Nullable Failure failure, long headBlock) {
        if (!reported) {
            reported = true;
            loop.deadlines().clear(this);
            long now = System.nanoTime();
            state.probed(probe, failure, now - startNanos, headBlock, now);
        }
    }
}
