package dev.sluice.server.socket;

import dev.sluice.server.options.Limits;
import dev.sluice.server.options.SocketLimits;
import dev.sluice.server.proxy.MessageCall;
import dev.sluice.server.proxy.SocketRoute;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;
import io.vertx.core.internal.http.WebSocketInternal;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A client's socket. Each message is a call or a batch and a request of its own; answers go back in the order in which they
 * come. It is read only as fast as its calls are answered and its answers are read, so that its memory is bounded.
 *
 * <pre>
 *   open ──▶ closing: no call is read any more ──▶ closed
 *     │        1001 the gateway ends: calls under way are answered first
 *     │        1008 its client would not be let in any more · 1009 a message is too large
 *     └─────▶ closed: by the client, or cut since it says and reads nothing
 * </pre>
 */
final class ClientSocket implements MessageCall.Owner {
    private static final short GOING_AWAY = 1001;
    private static final short POLICY = 1008;
    private static final short TOO_LARGE = 1009;
    private static final long LINGER_MILLIS = 5_000;

    private final SocketRoute route;
    private final ServerWebSocket socket;
    private final ClientSockets all;
    private final Limits limits;
    private final SocketLimits bounds;
    private final Set<MessageCall> calls = new HashSet<>();
    private Buffer message = Buffer.buffer();
    private int mostBytes;
    private int unreadBytes;
    private long movedNanos = System.nanoTime();
    private long calledNanos = movedNanos;
    private boolean asked;
    private boolean leaving;
    private boolean closing;

    ClientSocket(SocketRoute route, ServerWebSocket socket, ClientSockets all) {
        this.route = route;
        this.socket = socket;
        this.all = all;
        this.limits = route.loop().options().limits();
        this.bounds = limits.sockets();
        this.mostBytes = limits.bufferBytes();
    }

    void begin() {
        SocketRoute.Routed first = route.next();
        mostBytes = first == null ? mostBytes : MessageCall.mostBytes(first.way());
        socket.frameHandler(this::frame);
        socket.pongHandler(pong -> moved());
        socket.exceptionHandler(e -> {});
        socket.shutdownHandler(v -> leave());
        socket.closeHandler(v -> closed());
    }

    // What comes

    private void frame(WebSocketFrame frame) {
        moved();
        boolean carries = frame.isText() || frame.isBinary() || frame.isContinuation();
        if (!carries || closing || leaving) {
            return;
        }
        message.appendBuffer(frame.binaryData());
        if (message.length() > mostBytes) {
            close(TOO_LARGE, "the message is larger than this route takes");
        } else if (frame.isFinal()) {
            byte[] whole = message.getBytes();
            message = Buffer.buffer();
            called(whole);
        }
    }

    private void called(byte[] body) {
        SocketRoute.Routed next = route.next();
        if (next == null) {
            close(POLICY, "this client or route is not served here any more");
            return;
        }
        mostBytes = MessageCall.mostBytes(next.way());
        calledNanos = System.nanoTime();
        int share = limits.batchAnswerBytes() / (calls.size() + 1);
        MessageCall call = new MessageCall(next, route.head(), body, Math.max(limits.bufferBytes(), share), this);
        calls.add(call);
        if (calls.size() >= bounds.mostInFlight()) {
            socket.pause();
        }
        call.start();
    }

    @Override
    public boolean takes(MessageCall call) {
        if (!call.isMethod("eth_subscribe") && !call.isMethod("eth_unsubscribe")) {
            return false;
        }
        call.refuse(403, "subscriptions are not served here; poll eth_getLogs or eth_getBlockByNumber");
        return true;
    }

    // What goes

    @Override
    public void ended(MessageCall call, byte[] answer) {
        calls.remove(call);
        if (answer.length > 0 && !socket.isClosed()) {
            unreadBytes += answer.length;
            socket.writeTextMessage(new String(answer, StandardCharsets.UTF_8)).onComplete(written -> {
                unreadBytes -= answer.length;
                moved();
                readOn();
            });
        }
        readOn();
    }

    private void readOn() {
        if (leaving && calls.isEmpty()) {
            close(GOING_AWAY, "the gateway ends");
        } else if (unreadBytes > bounds.mostUnreadBytes()) {
            socket.pause();
        } else if (calls.size() < bounds.mostInFlight() && !socket.isClosed()) {
            socket.resume();
        }
    }

    // Time

    void tick(long nowNanos) {
        if (closing) {
            return;
        }
        long still = nowNanos - movedNanos;
        if (calls.isEmpty() && still > 2 * bounds.pingNanos()) {
            cut();
        } else if (calls.isEmpty() && nowNanos - calledNanos > bounds.idleNanos()) {
            close(GOING_AWAY, "nothing was asked for too long");
        } else if (still > bounds.pingNanos() && !asked) {
            asked = true;
            socket.writePing(Buffer.buffer());
        }
    }

    private void moved() {
        movedNanos = System.nanoTime();
        asked = false;
    }

    // The end

    private void leave() {
        leaving = true;
        readOn();
    }

    private void close(short code, String reason) {
        if (closing) {
            return;
        }
        closing = true;
        abandonCalls();
        if (!socket.isClosed()) {
            // A client that does not read would never see the end of it.
            long timer = route.loop().vertx().setTimer(LINGER_MILLIS, id -> cut());
            socket.resume();
            socket.close(code, reason).onComplete(v -> route.loop().vertx().cancelTimer(timer));
        }
    }

    /** The way of WebSocket would wait for an answer to the goodbye. */
    private void cut() {
        ((WebSocketInternal) socket).channelHandlerContext().close();
    }

    private void closed() {
        closing = true;
        abandonCalls();
        all.closed(this);
    }

    private void abandonCalls() {
        List.copyOf(calls).forEach(MessageCall::abandon);
        calls.clear();
    }
}
