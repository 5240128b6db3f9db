package dev.sluice.server.listen;

import dev.sluice.server.options.GatewayOptions;
import dev.sluice.server.options.Limits;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.TrustOptions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Open ports, each served by every event loop: the loops share one accepting socket and take its connections in turn.
 * Used by the gateway's control thread only.
 */
public final class ListenerSet {
    private static final System.Logger LOG = System.getLogger(ListenerSet.class.getName());
    private static final int HTTP2_STREAMS = 256;

    /** What answers the requests of one port on one event loop. */
    public interface Serving {
        Handler<HttpServerRequest> requests(int loop, int bindPort);

        Handler<HttpServerRequest> invalid(int loop);
    }

    private record Open(PortSpec spec, int actualPort, List<HttpServer> servers) {}

    private final Vertx vertx;
    private final List<Context> loops;
    private final GatewayOptions options;
    private final Serving serving;
    private final Map<Integer, Open> open = new HashMap<>();
    private volatile Map<Integer, Integer> ports = Map.of();
    private int freePorts;

    public ListenerSet(Vertx vertx, List<Context> loops, GatewayOptions options, Serving serving) {
        this.vertx = vertx;
        this.loops = List.copyOf(loops);
        this.options = options;
        this.serving = serving;
    }

    /** Bound ports by the listeners' bind port. */
    public Map<Integer, Integer> ports() {
        return ports;
    }

    /**
     * Opens what is wanted and not open yet, and replaces certificates that changed. If a port cannot be bound, none of
     * the new ones stays open and the future fails with words for the user.
     */
    public Future<Void> open(Collection<PortSpec> wanted) {
        List<Future<Open>> opening = new ArrayList<>();
        for (PortSpec spec : wanted) {
            if (spec.problem() != null) {
                LOG.log(System.Logger.Level.WARNING, spec.problem());
                continue;
            }
            Open present = open.get(spec.bindPort());
            if (present == null || !present.spec().leftOut().equals(spec.leftOut())) {
                spec.leftOut().forEach(reason -> LOG.log(System.Logger.Level.WARNING, reason));
            }
            if (present == null || !present.spec().sameSocket(spec)) {
                opening.add(bind(spec));
            } else if (!present.spec().equals(spec)) {
                present.servers()
                        .forEach(server -> server.updateSSLOptions(sockets(spec).getSslOptions()));
                open.put(spec.bindPort(), new Open(spec, present.actualPort(), present.servers()));
            }
        }
        return Future.join(opening).transform(all -> {
            if (all.failed()) {
                opening.stream().filter(Future::succeeded).forEach(one -> close(one.result(), 0));
                return Future.failedFuture(all.cause());
            }
            for (Future<Open> one : opening) {
                Open before = open.put(one.result().spec().bindPort(), one.result());
                if (before != null) {
                    close(before, options.drainNanos());
                }
            }
            publish();
            return Future.succeededFuture();
        });
    }

    /** Closes the ports that are not wanted any more, after their requests in flight. */
    public void retain(Collection<Integer> wanted) {
        open.entrySet().removeIf(entry -> {
            boolean gone = !wanted.contains(entry.getKey());
            if (gone) {
                close(entry.getValue(), options.drainNanos());
            }
            return gone;
        });
        publish();
    }

    /** Stops accepting on all ports and completes when requests in flight are answered or the time is over. */
    public Future<Void> drain(long boundNanos) {
        List<Future<Void>> closing = new ArrayList<>();
        open.values().forEach(one -> closing.add(close(one, boundNanos)));
        open.clear();
        publish();
        return Future.join(closing).mapEmpty();
    }

    private void publish() {
        Map<Integer, Integer> now = new HashMap<>();
        open.forEach((port, one) -> now.put(port, one.actualPort()));
        ports = Map.copyOf(now);
    }

    /** The first loop binds the port, the others join it. */
    private Future<Open> bind(PortSpec spec) {
        List<HttpServer> servers = new ArrayList<>();
        // Vert.x shares sockets by the number asked for; a negative one stands for a free port that is shared.
        int asked = spec.bindPort() > 0 ? spec.bindPort() : - ++freePorts;
        Future<Integer> bound = listen(spec, asked, 0, servers);
        for (int loop = 1; loop < loops.size(); loop++) {
            int index = loop;
            bound = bound.compose(port -> listen(spec, asked, index, servers));
        }
        return bound.map(port -> new Open(spec, port, servers)).recover(e -> {
            servers.forEach(HttpServer::close);
            return Future.failedFuture(
                    "port " + spec.bindPort() + " on " + options.bindAddress() + " cannot be bound: " + e.getMessage());
        });
    }

    private Future<Integer> listen(PortSpec spec, int port, int loop, List<HttpServer> servers) {
        Promise<Integer> done = Promise.promise();
        loops.get(loop).runOnContext(v -> {
            try {
                HttpServer server = vertx.createHttpServer(sockets(spec));
                servers.add(server);
                server.requestHandler(serving.requests(loop, spec.bindPort()));
                server.invalidRequestHandler(serving.invalid(loop));
                server.exceptionHandler(e -> {});
                server.connectionHandler(connection ->
                        HeadDeadline.watch(connection, options.limits().requestNanos()));
                server.listen(port, options.bindAddress())
                        .map(HttpServer::actualPort)
                        .onComplete(done);
            } catch (RuntimeException e) {
                // Told, not lost on the loop: whoever waits for the port would wait for ever.
                done.fail(e);
            }
        });
        return done.future();
    }

    private static Future<Void> close(Open one, long boundNanos) {
        List<Future<Void>> closing = new ArrayList<>();
        for (HttpServer server : one.servers()) {
            closing.add(server.shutdown(TimeUnit.NANOSECONDS.toMillis(boundNanos), TimeUnit.MILLISECONDS));
        }
        return Future.join(closing).mapEmpty();
    }

    private static void validate(HttpServerOptions sockets, PortSpec.Clients clients) {
        if (clients.insecureFallback()) {
            sockets.setClientAuth(ClientAuth.REQUEST).setTrustOptions(TrustOptions.wrap(new AnyClient()));
            return;
        }
        PemTrustOptions trusted = new PemTrustOptions();
        clients.caPems().forEach(pem -> trusted.addCertValue(Buffer.buffer(pem)));
        sockets.setClientAuth(ClientAuth.REQUIRED).setTrustOptions(trusted);
    }

    private HttpServerOptions sockets(PortSpec spec) {
        Limits limits = options.limits();
        HttpServerOptions sockets = new HttpServerOptions()
                .setTcpNoDelay(true)
                .setUseProxyProtocol(options.proxyProtocol())
                .setAcceptBacklog(4096)
                .setMaxInitialLineLength(limits.requestLineBytes())
                .setMaxHeaderSize(limits.headerBytes())
                .setDecoderInitialBufferSize(256)
                .setHandle100ContinueAutomatically(true)
                .setMaxWebSocketFrameSize(limits.bufferBytes())
                // Extensions are between client and provider; a handler that looks for them would see every request.
                .setPerMessageWebSocketCompressionSupported(false)
                .setPerFrameWebSocketCompressionSupported(false)
                .setInitialSettings(new Http2Settings()
                        .setMaxConcurrentStreams(HTTP2_STREAMS)
                        .setMaxHeaderListSize(limits.headerBytes()))
                .setIdleTimeout((int) TimeUnit.NANOSECONDS.toMillis(limits.idleNanos()))
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
        if (spec.isSecure()) {
            // By name even with one certificate: the name tells whether a request came in on the connection it should.
            sockets.setSsl(true).setUseAlpn(true).setSni(true).setKeyCertOptions(new CertificatesByHost(spec.hosts()));
            PortSpec.Clients clients = spec.clients();
            if (clients != null) {
                validate(sockets, clients);
            }
        }
        return sockets;
    }
}
