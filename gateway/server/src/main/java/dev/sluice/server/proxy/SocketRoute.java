package dev.sluice.server.proxy;

import dev.sluice.contract.snapshot.Api;
import dev.sluice.engine.match.RequestView;
import dev.sluice.engine.model.CompiledBackend;
import dev.sluice.engine.model.CompiledRule;
import dev.sluice.engine.routing.Exchange;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import org.jspecify.annotations.Nullable;

/**
 * Whose socket it is and where its calls go. A socket may outlive many snapshots, so each of its calls is matched and let in
 * anew by the head of the request that opened it: what is drained, forbidden or revoked meanwhile holds from the next call
 * on. Belongs to one event loop.
 */
public final class SocketRoute {
    /** Takes over a socket that is open. */
    public interface Opened {
        void opened(SocketRoute route, ServerWebSocket socket);
    }

    /** One call's way. */
    public record Routed(Forwarding way, Exchange exchange) {}

    private final EventLoop loop;
    private final int bindPort;
    private final HttpServerRequest request;
    private final String path;
    private final RequestHead head;
    private final Entrance entrance;

    private SocketRoute(EventLoop loop, int bindPort, HttpServerRequest request, String path) {
        this.loop = loop;
        this.bindPort = bindPort;
        this.request = request;
        this.path = path;
        this.head = new RequestHead().of(request, path);
        this.entrance = new Entrance(loop);
    }

    /** Answers the upgrade, whose client was let in. @param exchange of the upgrade, which ends with it */
    static void open(
            EventLoop loop, int bindPort, HttpServerRequest request, String path, Exchange exchange, Opened sockets) {
        request.toWebSocket().onComplete(opened -> {
            Ending.of(loop, request, exchange, opened.succeeded() ? 101 : 400, false);
            if (opened.succeeded()) {
                // What was said to this hop alone would else be repeated to providers with every call.
                request.headers()
                        .remove("sec-websocket-key")
                        .remove("sec-websocket-version")
                        .remove("sec-websocket-extensions")
                        .remove("sec-websocket-protocol");
                sockets.opened(new SocketRoute(loop, bindPort, request, path), opened.result());
            }
        });
    }

    public EventLoop loop() {
        return loop;
    }

    public RequestView head() {
        return head;
    }

    /** Where the next call goes; null where its client would not be let in any more, or nothing is served here. */
    public @Nullable Routed next() {
        Exchange exchange = new Exchange();
        CompiledRule rule = loop.router().match(exchange, bindPort, head, System.nanoTime());
        if (rule == null || rule.rule().refusal() != null) {
            return null;
        }
        CompiledBackend backend = loop.router().drawBackend(exchange);
        CompiledBackend.Service service = backend == null ? null : backend.service();
        if (backend == null || service == null || service.pool().pool().api() != Api.JSONRPC) {
            return null;
        }
        Live live = Live.of(exchange.attachment());
        if (entrance.refusal(request, head, exchange, live, service) != null) {
            return null;
        }
        Target target = ProxyHandler.target(
                request, path, exchange.entry().match(), rule.rule().filters(), backend.filters());
        return new Routed(new Forwarding(loop, request, live, backend, service, target), exchange);
    }
}
