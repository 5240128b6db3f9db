package dev.sluice.server.upstream.http1;

import static io.vertx.core.http.HttpHeaders.CHUNKED;
import static io.vertx.core.http.HttpHeaders.CONTENT_LENGTH;
import static io.vertx.core.http.HttpHeaders.TRANSFER_ENCODING;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.impl.headers.HeadersMultiMap;
import io.vertx.core.internal.buffer.BufferInternal;
import io.vertx.core.net.HostAndPort;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One call on a connection: head and a small body go out as one piece. */
final class Http1Request extends UnaskedOfRequest {
    private static final int COPIED_BYTES = 16 * 1024;
    private static final int HEAD_BYTES = 512;
    private static final byte[] LAST_CHUNK = {'0', '\r', '\n', '\r', '\n'};

    private final HttpMethod method;
    private final String target;
    private final int defaultPort;
    private final HeadersMultiMap headers = HeadersMultiMap.httpHeaders();
    private final Promise<HttpClientResponse> answer = Promise.promise();
    private @Nullable Http1Connection connection;
    private @Nullable Http1Response response;
    private @Nullable Handler<Void> drained;
    private @Nullable HostAndPort authority;
    private boolean chunked;
    private boolean headSent;
    private boolean sent;

    /** @param defaultPort that Host does not name */
    Http1Request(Http1Connection connection, HttpMethod method, String target, int defaultPort) {
        this.connection = connection;
        this.defaultPort = defaultPort;
        this.method = method;
        this.target = target;
    }

    @Override
    public MultiMap headers() {
        return headers;
    }

    @Override
    public HttpMethod getMethod() {
        return method;
    }

    @Override
    public String getURI() {
        return target;
    }

    @Override
    public HttpVersion version() {
        return HttpVersion.HTTP_1_1;
    }

    @Override
    public HttpClientRequest authority(HostAndPort other) {
        authority = other;
        return this;
    }

    @Override
    public HttpClientRequest putHeader(String name, String value) {
        headers.set(name, value);
        return this;
    }

    @Override
    public HttpClientRequest putHeader(CharSequence name, CharSequence value) {
        headers.set(name, value);
        return this;
    }

    @Override
    public HttpClientRequest setChunked(boolean on) {
        chunked = on;
        return this;
    }

    @Override
    public boolean isChunked() {
        return chunked;
    }

    @Override
    public HttpClientRequest exceptionHandler(@Nullable Handler<Throwable> handler) {
        // What breaks the connection fails the answer.
        return this;
    }

    @Override
    public HttpClientRequest drainHandler(@Nullable Handler<Void> handler) {
        drained = handler;
        return this;
    }

    @Override
    public boolean writeQueueFull() {
        Http1Connection now = connection;
        return now != null && !now.channel().channel().isWritable();
    }

    @Override
    public Future<HttpClientResponse> response() {
        return answer.future();
    }

    @Override
    public Future<Void> sendHead() {
        return out(null, false);
    }

    @Override
    public Future<Void> write(Buffer chunk) {
        return out(((BufferInternal) chunk).getByteBuf(), false);
    }

    @Override
    public Future<Void> end(Buffer chunk) {
        ByteBuf body = ((BufferInternal) chunk).getByteBuf();
        if (!headSent && !chunked && !headers.contains(CONTENT_LENGTH)) {
            headers.set(CONTENT_LENGTH, Integer.toString(body.readableBytes()));
        }
        return out(body, true);
    }

    @Override
    public Future<Void> end() {
        return out(null, true);
    }

    @Override
    public Future<Void> reset(long code) {
        return reset(code, null);
    }

    @Override
    public Future<Void> reset(long code, @Nullable Throwable cause) {
        Http1Connection now = connection;
        connection = null;
        if (now != null) {
            now.abandon(this, !headSent);
        }
        return Future.succeededFuture();
    }

    boolean isSent() {
        return sent;
    }

    void detach() {
        connection = null;
    }

    void drained() {
        if (drained != null) {
            drained.handle(null);
        }
    }

    void answer(HttpResponse head) {
        Http1Response here = new Http1Response(this, head);
        response = here;
        answer.complete(here);
    }

    void answered(ByteBuf part) {
        if (response != null) {
            response.take(part);
        }
    }

    void answeredWhole(HttpHeaders trailers) {
        if (response != null) {
            response.takeLast(trailers);
        }
    }

    void failed(Throwable fault) {
        if (response != null) {
            response.failed(fault);
        } else {
            answer.tryFail(fault);
        }
    }

    /** Goes on or stops to read the answer. */
    void read(boolean on) {
        if (connection != null) {
            connection.read(on);
        }
    }

    private Future<Void> out(@Nullable ByteBuf body, boolean last) {
        Http1Connection now = connection;
        if (now == null || sent) {
            return Future.failedFuture("the request is over");
        }
        sent = last;
        ChannelHandlerContext channel = now.channel();
        int length = body == null ? 0 : body.readableBytes();
        boolean copied = length <= COPIED_BYTES;
        ByteBuf out = channel.alloc().directBuffer(HEAD_BYTES + (copied ? length : 0));
        if (!headSent) {
            headSent = true;
            writeHead(out);
        }
        boolean framed = chunked && length > 0;
        if (framed) {
            ByteBufUtil.writeAscii(out, Integer.toHexString(length));
            ByteBufUtil.writeShortBE(out, '\r' << 8 | '\n');
        }
        if (body != null && copied) {
            out.writeBytes(body, body.readerIndex(), length);
        } else if (body != null) {
            channel.write(out);
            channel.write(Unpooled.wrappedBuffer(body.slice()));
            out = channel.alloc().directBuffer(LAST_CHUNK.length + 2);
        }
        if (framed) {
            ByteBufUtil.writeShortBE(out, '\r' << 8 | '\n');
        }
        if (chunked && last) {
            out.writeBytes(LAST_CHUNK);
        }
        channel.writeAndFlush(out);
        return Future.succeededFuture();
    }

    private void writeHead(ByteBuf out) {
        if (chunked) {
            headers.set(TRANSFER_ENCODING, CHUNKED);
        }
        ByteBufUtil.writeAscii(out, method.name());
        out.writeByte(' ');
        ByteBufUtil.writeAscii(out, target.isEmpty() ? "/" : target);
        ByteBufUtil.writeAscii(out, " HTTP/1.1\r\nhost: ");
        HostAndPort to = Objects.requireNonNull(authority, "authority");
        ByteBufUtil.writeAscii(out, to.host());
        if (to.port() >= 0 && to.port() != defaultPort) {
            out.writeByte(':');
            ByteBufUtil.writeAscii(out, Integer.toString(to.port()));
        }
        ByteBufUtil.writeShortBE(out, '\r' << 8 | '\n');
        headers.encode(out, false);
        ByteBufUtil.writeShortBE(out, '\r' << 8 | '\n');
    }
}
