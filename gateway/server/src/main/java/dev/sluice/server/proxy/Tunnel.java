package dev.sluice.server.proxy;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.NetSocket;

/**
 * A client and a provider that have agreed on WebSocket: bytes go both ways as they come, read only as fast as the other
 * side takes them. Ends for both when it ends for one; the listener's idle time ends one that nobody uses. When the gateway
 * closes, the client is told so at the next end of a frame (1001, going away), and has the time of the drain to answer.
 * Owned by one event loop.
 */
final class Tunnel {
    private static final Buffer GOING_AWAY = Buffer.buffer(new byte[] {(byte) 0x88, 2, 0x03, (byte) 0xE9});

    private final HttpClientResponse answer;
    private final NetSocket client;
    private final Tunnels tunnels;
    private final Relay up;
    private final Relay down;
    private final FrameBoundary boundary = new FrameBoundary();
    private boolean leaving;
    private boolean over;

    private Tunnel(HttpClientResponse answer, NetSocket provider, NetSocket client, Tunnels tunnels) {
        this.answer = answer;
        this.client = client;
        this.tunnels = tunnels;
        up = new Relay(client, provider);
        down = new Relay(provider, client, this::passed);
        client.shutdownHandler(v -> leave());
        client.closeHandler(v -> end());
        client.exceptionHandler(e -> end());
        provider.endHandler(v -> end());
        provider.closeHandler(v -> end());
        provider.exceptionHandler(e -> end());
    }

    /**
     * Sends the provider's 101, whose headers are in place, and lets the bytes flow. To be called as soon as the head is
     * here, so that none of what the provider says first is lost.
     */
    static void open(HttpServerRequest request, HttpClientResponse answer, Tunnels tunnels) {
        NetSocket provider = answer.netSocket();
        provider.pause();
        request.toNetSocket().onComplete(opened -> {
            if (opened.failed()) {
                answer.request().connection().close();
                request.connection().close();
                return;
            }
            tunnels.opened();
            Tunnel tunnel = new Tunnel(answer, provider, opened.result(), tunnels);
            tunnel.up.start();
            tunnel.down.start();
        });
    }

    private void passed(Buffer chunk) {
        boundary.passed(chunk);
        if (leaving) {
            sayGoodbye();
        }
    }

    private void leave() {
        leaving = true;
        sayGoodbye();
    }

    /** After this frame nothing may follow; the client's answer still goes to the provider. */
    private void sayGoodbye() {
        if (!over && !down.isStopped() && boundary.isHere()) {
            client.write(GOING_AWAY);
            down.stop();
        }
    }

    private void end() {
        if (!over) {
            over = true;
            up.stop();
            down.stop();
            tunnels.closed();
            answer.request().connection().close();
            client.close();
        }
    }
}
