package dev.sluice.server.listen;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.VertxConnection;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Bounds the time of a request's head over HTTP/1: a client that sends it byte by byte is never idle, and until the head is whole
 * nobody else looks at the time. Nearly every head comes in one read, and then this is two tests of a field. Owned by its connection's
 * event loop.
 */
final class HeadDeadline extends ChannelInboundHandlerAdapter {
    private final long nanos;
    private boolean between = true;
    private boolean moved;
    private @Nullable ScheduledFuture<?> due;

    private HeadDeadline(long nanos) {
        this.nanos = nanos;
    }

    /** To be called when the connection is new. */
    static void watch(HttpConnection connection, long nanos) {
        ChannelPipeline pipeline = ((VertxConnection) connection).channel().pipeline();
        if (pipeline.get("httpDecoder") != null) {
            pipeline.addAfter("httpDecoder", "headDeadline", new HeadDeadline(nanos));
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext channel, Object message) {
        moved = true;
        if (message instanceof HttpRequest) {
            between = false;
            clear();
        }
        if (message instanceof LastHttpContent) {
            between = true;
        }
        channel.fireChannelRead(message);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext channel) {
        // Something was read, and it made nothing whole.
        if (between && !moved && due == null) {
            due = channel.executor().schedule(() -> channel.close(), nanos, TimeUnit.NANOSECONDS);
        }
        moved = false;
        channel.fireChannelReadComplete();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext channel) {
        clear();
    }

    private void clear() {
        if (due != null) {
            due.cancel(false);
            due = null;
        }
    }
}
