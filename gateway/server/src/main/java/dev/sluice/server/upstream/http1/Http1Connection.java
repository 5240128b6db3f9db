package dev.sluice.server.upstream.http1;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.internal.ContextInternal;
import org.jspecify.annotations.Nullable;

/**
 * One connection with at most one call on it. It is free again only when the read that brought an answer's end is over and
 * nothing came behind: what nobody asked for closes it, since it could be taken for the next one's answer.
 *
 * <pre>
 *   idle ──begin──▶ asked ──head──▶ answering ──last part──▶ answered ──end of the read──▶ idle
 *     ▲               │                 │                        │
 *     └─nothing sent──┴──── fault ──────┴────────────────────────┴─▶ closed
 * </pre>
 */
final class Http1Connection extends ChannelInboundHandlerAdapter {
    private static final int CONTINUE_TO_EARLY_HINTS = 200;
    private static final int SWITCHING_PROTOCOLS = 101;

    private final Http1Pool pool;
    private final ContextInternal context;
    private final int defaultPort;
    private final Handler<HttpObject> reader = this::read;
    private @Nullable ChannelHandlerContext channel;
    private @Nullable AnswerDecoder decoder;
    private @Nullable Http1Request call;
    private boolean interim;
    private boolean reusable;
    private boolean answered;
    private boolean idle;
    private boolean closed;
    private long restsSinceNanos;

    Http1Connection(Http1Pool pool, ContextInternal context, int defaultPort) {
        this.pool = pool;
        this.context = context;
        this.defaultPort = defaultPort;
    }

    /** Takes the channel over, between TLS and the socket of Vert.x, which sees its end only. */
    void install(ChannelHandlerContext socket, Http1Options options) {
        ChannelPipeline pipeline = socket.pipeline();
        AnswerDecoder answers = new AnswerDecoder(options);
        decoder = answers;
        pipeline.addBefore(socket.name(), "answers", answers);
        pipeline.addBefore(socket.name(), "calls", this);
        channel = pipeline.context(this);
    }

    Http1Request begin(HttpMethod method, String target) {
        Http1Request next = new Http1Request(this, method, target, defaultPort);
        call = next;
        idle = false;
        answered = false;
        reusable = false;
        decoder().ask(method);
        return next;
    }

    void rest(long nowNanos) {
        idle = true;
        restsSinceNanos = nowNanos;
    }

    long restsSince() {
        return restsSinceNanos;
    }

    ChannelHandlerContext channel() {
        ChannelHandlerContext now = channel;
        if (now == null) {
            throw new IllegalStateException("not installed");
        }
        return now;
    }

    /** The call is given up. Where nothing of it was sent, the connection is as good as before. */
    void abandon(Http1Request abandoned, boolean untouched) {
        if (call != abandoned) {
            return;
        }
        call = null;
        if (untouched && !closed) {
            pool.free(this);
        } else {
            close();
        }
    }

    void close() {
        if (idle) {
            idle = false;
            pool.forget(this);
        }
        channel().close();
    }

    /** Goes on or stops to read. */
    void read(boolean on) {
        ChannelConfig config = channel().channel().config();
        if (config.isAutoRead() != on) {
            config.setAutoRead(on);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext from, Object message) {
        if (call == null || answered) {
            ReferenceCountUtil.release(message);
            call = null;
            close();
            return;
        }
        context.dispatch((HttpObject) message, reader);
    }

    private void read(HttpObject message) {
        if (message.decoderResult().isFailure()) {
            ReferenceCountUtil.release(message);
            lose(new DecoderException(message.decoderResult().cause()));
            return;
        }
        if (message instanceof HttpResponse head) {
            int status = head.status().code();
            interim = status < CONTINUE_TO_EARLY_HINTS && status != SWITCHING_PROTOCOLS;
            if (!interim && call != null) {
                reusable = HttpUtil.isKeepAlive(head);
                call.answer(head);
            }
        }
        if (message instanceof HttpContent content) {
            if (!interim) {
                pass(content);
            }
            content.release();
        }
    }

    private void pass(HttpContent content) {
        ByteBuf bytes = content.content();
        Http1Request now = call;
        if (now != null && bytes.isReadable()) {
            now.answered(bytes);
        }
        if (now == call && now != null && content instanceof LastHttpContent last) {
            answered = true;
            now.answeredWhole(last.trailingHeaders());
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext from) {
        Http1Request done = call;
        if (answered && done != null) {
            call = null;
            done.detach();
            if (reusable
                    && done.isSent()
                    && !decoder().hasRest()
                    && from.channel().isActive()) {
                read(true);
                pool.free(this);
            } else {
                close();
            }
        }
        from.fireChannelReadComplete();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext from) {
        Http1Request now = call;
        if (now != null && from.channel().isWritable()) {
            context.dispatch(v -> now.drained());
        }
        from.fireChannelWritabilityChanged();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext from, Throwable fault) {
        lose(fault);
    }

    @Override
    public void channelInactive(ChannelHandlerContext from) {
        if (!closed) {
            closed = true;
            if (idle) {
                idle = false;
                pool.forget(this);
            }
            pool.gone();
            lose(new HttpClosedException("the provider closed the connection"));
        }
        from.fireChannelInactive();
    }

    private void lose(Throwable fault) {
        Http1Request lost = call;
        call = null;
        if (lost != null) {
            lost.detach();
            if (!answered) {
                context.dispatch(v -> lost.failed(fault));
            }
        }
        if (!closed) {
            close();
        }
    }

    private AnswerDecoder decoder() {
        AnswerDecoder now = decoder;
        if (now == null) {
            throw new IllegalStateException("not installed");
        }
        return now;
    }
}
