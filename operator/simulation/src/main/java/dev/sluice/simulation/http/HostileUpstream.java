package dev.sluice.simulation.http;

import io.netty.channel.ChannelException;
import io.netty.channel.ChannelOption;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * An upstream that breaks HTTP in one chosen way on a raw socket. It reads no request properly: a way that answers does
 * so when the first bytes of a request arrive, once for each burst of bytes.
 */
public final class HostileUpstream implements AutoCloseable {
    private final Vertx vertx;
    private final AtomicLong connections = new AtomicLong();
    private final AtomicLong bytesSent = new AtomicLong();
    private final Set<NetSocket> open = ConcurrentHashMap.newKeySet();
    private volatile Hostility hostility;
    private int port;
    private @Nullable NetServer server;

    private HostileUpstream(Vertx vertx, Hostility hostility) {
        this.vertx = vertx;
        this.hostility = hostility;
    }

    /** On a free port of 127.0.0.1; with {@link Hostility#REFUSE} the port is known and closed. */
    public static HostileUpstream start(Vertx vertx, Hostility hostility) {
        HostileUpstream upstream = new HostileUpstream(vertx, hostility);
        upstream.listen();
        upstream.behave(hostility);
        return upstream;
    }

    public synchronized int port() {
        return port;
    }

    /** Connections accepted so far. */
    public long connections() {
        return connections.get();
    }

    /** Bytes written so far: shows how much of an endless answer somebody read. */
    public long bytesSent() {
        return bytesSent.get();
    }

    /** Connections that are open now. */
    public int openConnections() {
        return open.size();
    }

    /** Another way from the next connection on; open connections are cut. */
    public synchronized void behave(Hostility other) {
        hostility = other;
        open.forEach(HostileUpstream::cut);
        if (other == Hostility.REFUSE) {
            close();
        } else {
            listen();
        }
    }

    @Override
    public synchronized void close() {
        if (server != null) {
            Waiting.on(server.close());
            server = null;
            ClosedPort.await("127.0.0.1", port);
        }
    }

    private synchronized void listen() {
        if (server == null) {
            server = Waiting.on(vertx.createNetServer(new NetServerOptions().setReuseAddress(true))
                    .connectHandler(this::accept)
                    .listen(port, "127.0.0.1"));
            port = server.actualPort();
        }
    }

    private void accept(NetSocket socket) {
        connections.incrementAndGet();
        open.add(socket);
        socket.closeHandler(closed -> open.remove(socket));
        socket.exceptionHandler(e -> open.remove(socket));
        Hostility way = hostility;
        if (way == Hostility.RESET_AT_CONNECT) {
            cut(socket);
            return;
        }
        socket.handler(request -> answer(socket, way));
    }

    private void answer(NetSocket socket, Hostility way) {
        switch (way) {
            case REFUSE, RESET_AT_CONNECT, HANG -> {}
            case EARLY_CLOSE -> socket.close();
            case RESET_MID_BODY ->
                write(socket, HostileBytes.head(500) + "{\"jsonrpc\":\"2.0\",").onComplete(w -> cut(socket));
            case CONTENT_LENGTH_TOO_LONG ->
                write(socket, HostileBytes.head(500) + "{\"short\":true}").onComplete(w -> socket.close());
            case CONTENT_LENGTH_TOO_SHORT -> write(socket, HostileBytes.head(2) + HostileBytes.ANSWER);
            case GARBAGE_STATUS_LINE -> write(socket, "SMTP ready? \u0000\u0001 hello\r\n\r\n");
            case GARBAGE_HEADERS -> write(socket, "HTTP/1.1 200 OK\r\n: \u0007no name\r\n\u0000\u0000=\r\n\r\n");
            case HEADER_BOMB -> repeat(socket, "HTTP/1.1 200 OK\r\n", HostileBytes.headerLine(), 0);
            case INTERIM_FLOOD -> repeat(socket, "", Buffer.buffer("HTTP/1.1 100 Continue\r\n\r\n".repeat(50)), 0);
            case JSON_GARBAGE -> write(socket, HostileBytes.whole("<html>{{{ this is \" not JSON"));
            case EMPTY_ANSWER -> write(socket, HostileBytes.whole(""));
            case HUGE_ANSWER ->
                repeat(
                        socket,
                        HostileBytes.head(HostileBytes.HUGE_BYTES),
                        HostileBytes.block(),
                        HostileBytes.HUGE_BYTES);
            case ENDLESS_ANSWER ->
                repeat(socket, "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n", HostileBytes.block(), 0);
            case ENDLESS_CHUNKED -> repeat(socket, HostileBytes.CHUNKED_HEAD, HostileBytes.chunk(), 0);
            case SLOW_DRIP -> drip(socket, HostileBytes.whole(HostileBytes.ANSWER), 0);
            case SLOW_HEAD -> drip(socket, "HTTP/1.1 200 OK\r\nx: " + "y".repeat(60_000), 0);
        }
    }

    private Future<Void> write(NetSocket socket, String text) {
        Buffer bytes = Buffer.buffer(text, "ISO-8859-1");
        bytesSent.addAndGet(bytes.length());
        return socket.write(bytes);
    }

    /** Writes a block again and again as fast as it is read: for ever, or until so many bytes of it went. */
    private void repeat(NetSocket socket, String head, Buffer block, long total) {
        socket.handler(more -> {});
        write(socket, head).onSuccess(written -> pump(socket, block, total, 0));
    }

    /** The next block goes when this one is on its way, on another turn of the loop; a closed socket ends it. */
    private void pump(NetSocket socket, Buffer block, long total, long sent) {
        boolean whole = total == 0 || total - sent >= block.length();
        Buffer next = whole ? block : block.slice(0, (int) (total - sent));
        if (next.length() > 0) {
            bytesSent.addAndGet(next.length());
            socket.write(next)
                    .onSuccess(written -> vertx.runOnContext(turn -> pump(socket, block, total, sent + next.length())));
        }
    }

    /** A byte now and then. */
    private void drip(NetSocket socket, String text, int at) {
        socket.handler(more -> {});
        if (at < text.length() && open.contains(socket)) {
            write(socket, text.substring(at, at + 1));
            vertx.setTimer(HostileBytes.DRIP_MILLIS, id -> drip(socket, text, at + 1));
        }
    }

    /** Closes with RST instead of FIN; the client may have closed it before. */
    private static void cut(NetSocket socket) {
        try {
            ((NetSocketInternal) socket)
                    .channelHandlerContext()
                    .channel()
                    .config()
                    .setOption(ChannelOption.SO_LINGER, 0);
        } catch (ChannelException closedAlready) {
            return;
        }
        socket.close();
    }
}
