package dev.sluice.server.upstream.http1;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.ConnectOptions;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/**
 * Connections to one address, the last used one first, so that those nobody needs grow old and are closed. Owned by one event
 * loop.
 */
public final class Http1Pool {
    private static final long SWEEP_MILLIS = 5_000;
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    private final Vertx vertx;
    private final ContextInternal context;
    private final NetClient net;
    private final ConnectOptions where;
    private final Http1Options options;
    private final Deque<Http1Connection> idle = new ArrayDeque<>();
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private int open;
    private int connecting;
    private boolean sweeping;
    private boolean closed;

    private record Waiting(HttpMethod method, String target, Promise<HttpClientRequest> begun) {}

    /** To be made on its event loop. @param where address, and what TLS needs */
    public Http1Pool(Vertx vertx, NetClient net, ConnectOptions where, Http1Options options) {
        this.vertx = vertx;
        this.context = (ContextInternal) vertx.getOrCreateContext();
        this.net = net;
        this.where = where;
        this.options = options;
    }

    /** A request on a connection of its own; at once where one is idle. Fails where none can be had, or too many wait. */
    public Future<HttpClientRequest> request(HttpMethod method, String target) {
        Http1Connection ready = idle.poll();
        if (ready != null) {
            return Future.succeededFuture(ready.begin(method, target));
        }
        if (closed) {
            return Future.failedFuture("the endpoint has left");
        }
        if (open >= options.connections() && waiting.size() - connecting >= options.waiting()) {
            return Future.failedFuture(
                    new ConnectionPoolTooBusyException("more than " + options.waiting() + " wait for a connection"));
        }
        Promise<HttpClientRequest> begun = Promise.promise();
        waiting.add(new Waiting(method, target, begun));
        if (open < options.connections()) {
            connect();
        }
        return begun.future();
    }

    /** Requests under way end as they will; idle connections are closed. */
    public void close() {
        closed = true;
        while (!idle.isEmpty()) {
            idle.poll().close();
        }
        while (!waiting.isEmpty()) {
            waiting.poll().begun().fail("the endpoint has left");
        }
    }

    /** A connection that is free again. */
    void free(Http1Connection connection) {
        Waiting next = closed ? null : waiting.poll();
        if (next != null) {
            next.begun().complete(connection.begin(next.method(), next.target()));
        } else if (closed) {
            connection.close();
        } else {
            connection.rest(System.nanoTime());
            idle.push(connection);
            sweepLater();
        }
    }

    /** A connection that is no more; whoever waits may need another. */
    void gone() {
        open--;
        connectForThoseWhoWait();
    }

    /** An idle connection that is not to be used any more. */
    void forget(Http1Connection connection) {
        idle.remove(connection);
    }

    private void connectForThoseWhoWait() {
        if (waiting.size() > connecting && open < options.connections()) {
            connect();
        }
    }

    private void connect() {
        open++;
        connecting++;
        net.connect(where).onComplete(connected -> {
            connecting--;
            if (connected.succeeded()) {
                opened(connected.result());
                return;
            }
            open--;
            Waiting first = waiting.poll();
            if (first != null) {
                first.begun().fail(connected.cause());
            }
            connectForThoseWhoWait();
        });
    }

    private void opened(NetSocket socket) {
        Http1Connection connection = new Http1Connection(this, context, options.tls() ? HTTPS : HTTP);
        connection.install(((NetSocketInternal) socket).channelHandlerContext(), options);
        free(connection);
    }

    private void sweepLater() {
        if (!sweeping) {
            sweeping = true;
            vertx.setTimer(SWEEP_MILLIS, id -> sweep());
        }
    }

    private void sweep() {
        sweeping = false;
        long oldest = System.nanoTime() - TimeUnit.SECONDS.toNanos(options.keepAliveSeconds());
        while (!idle.isEmpty() && idle.peekLast().restsSince() - oldest < 0) {
            idle.pollLast().close();
        }
        if (!idle.isEmpty()) {
            sweepLater();
        }
    }
}
