package dev.sluice.server.socket;

import dev.sluice.server.proxy.EventLoop;
import dev.sluice.server.proxy.SocketRoute;
import io.vertx.core.http.ServerWebSocket;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The sockets of one event loop. Looks after them in turn, for as long as there are any. */
public final class ClientSockets implements SocketRoute.Opened {
    private static final long MOST_TICK_MILLIS = 1_000;

    private final EventLoop loop;
    private final long tickMillis;
    private final Set<ClientSocket> open = new HashSet<>();
    private long timer;

    public ClientSockets(EventLoop loop) {
        this.loop = loop;
        long ping =
                TimeUnit.NANOSECONDS.toMillis(loop.options().limits().sockets().pingNanos());
        tickMillis = Math.clamp(ping / 4, 1, MOST_TICK_MILLIS);
    }

    @Override
    public void opened(SocketRoute route, ServerWebSocket socket) {
        loop.tunnels().opened();
        if (open.isEmpty()) {
            timer = loop.vertx().setPeriodic(tickMillis, id -> tick(System.nanoTime()));
        }
        ClientSocket client = new ClientSocket(route, socket, this);
        open.add(client);
        client.begin();
    }

    void closed(ClientSocket socket) {
        if (open.remove(socket)) {
            loop.tunnels().closed();
            if (open.isEmpty()) {
                loop.vertx().cancelTimer(timer);
            }
        }
    }

    /** One that is closed leaves the set meanwhile. */
    private void tick(long nowNanos) {
        List.copyOf(open).forEach(socket -> socket.tick(nowNanos));
    }
}
