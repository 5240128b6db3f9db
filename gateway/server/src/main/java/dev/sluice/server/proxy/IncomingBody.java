package dev.sluice.server.proxy;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import org.jspecify.annotations.Nullable;

/**
 * A request's body: held whole, so that it can be read and sent again, or passed on as it comes. A body that turns out too
 * large to hold goes on as a stream behind what was held so far.
 */
final class IncomingBody {

    /** How much is known of the body; both calls come on the event loop, exactly one of them, unless the client goes away. */
    interface Ready {
        /** The body is here, possibly empty. */
        void held();

        /** The body is or has become a stream, which waits. */
        void streaming();

        /** More came than may come, after or instead of the other calls; nothing more is read. */
        void exceeded();
    }

    /** Its end shows only when it comes. */
    static final long UNKNOWN = Long.MAX_VALUE;

    private final HttpServerRequest request;
    private final Chunks held = new Chunks();
    private final Ready ready;
    private final int holdBytes;
    private final long mostBytes;
    private boolean streaming;
    private boolean ended;
    private boolean flowing;
    private @Nullable Relay relay;

    /** @param mostBytes that may come; 0 for no bound */
    IncomingBody(HttpServerRequest request, int holdBytes, long mostBytes, Ready ready) {
        this.request = request;
        this.holdBytes = holdBytes;
        this.mostBytes = mostBytes > 0 ? mostBytes : UNKNOWN;
        this.ready = ready;
    }

    /** Begins to read. @param hold whether the body is wanted whole, if it is not too large */
    void begin(boolean hold) {
        if (mayHaveNone(request)) {
            // Such a body is nearly always empty; if it is not, it is small.
            collect();
        } else if (hold && (contentLength(request) <= holdBytes || contentLength(request) == UNKNOWN)) {
            collect();
        } else {
            streaming = true;
            request.pause();
            request.endHandler(v -> ended = true);
            ready.streaming();
        }
    }

    boolean isStreaming() {
        return streaming;
    }

    /** Whether the client has sent all of it. */
    boolean isComplete() {
        return ended || !streaming;
    }

    /** Whether a byte of a stream was sent already, so that it cannot be sent again. */
    boolean isSpent() {
        return flowing;
    }

    Chunks held() {
        return held;
    }

    /** Sends what is held, or starts the stream. */
    void sendTo(HttpClientRequest to) {
        Buffer first = held.buffer();
        if (!streaming) {
            if (first == null) {
                boolean announced = contentLength(request) == 0;
                if (announced) {
                    to.putHeader(HttpHeaders.CONTENT_LENGTH, "0");
                }
                to.end();
            } else {
                to.end(first);
            }
            return;
        }
        flowing = true;
        long length = contentLength(request);
        if (length >= 0 && length != UNKNOWN) {
            to.putHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(length));
        } else {
            to.setChunked(true);
        }
        if (first != null) {
            to.write(first);
        } else if (!ended && request.version() == HttpVersion.HTTP_2) {
            // Both may talk at once: the provider may have something to say before the client sends a byte.
            to.sendHead();
        }
        if (ended) {
            to.end();
            return;
        }
        Relay started = new Relay(request, to, mostBytes - held.length(), ready::exceeded);
        relay = started;
        request.endHandler(v -> {
            ended = true;
            started.ended();
            if (!started.isStopped()) {
                to.end();
            }
        });
        started.start();
    }

    long bytes() {
        return relay == null ? held.length() : relay.bytes();
    }

    /** Nothing more is sent; the rest is read and dropped, so that the connection can be used again. */
    void stop() {
        if (relay != null) {
            relay.stop();
        } else if (streaming && !ended) {
            request.handler(chunk -> {});
            request.resume();
        }
    }

    private void collect() {
        request.handler(this::add);
        request.endHandler(v -> {
            ended = true;
            if (!streaming) {
                held.seal();
                ready.held();
            }
        });
    }

    private void add(Buffer chunk) {
        held.add(chunk);
        if (held.length() > mostBytes) {
            streaming = true;
            request.handler(rest -> {});
            ready.exceeded();
        } else if (held.length() > holdBytes) {
            streaming = true;
            request.pause();
            request.handler(null);
            ready.streaming();
        }
    }

    /** What the head announces: {@link Long#MAX_VALUE} for chunked, -1 for nothing. */
    static long contentLength(HttpServerRequest request) {
        String length = request.headers().get(HttpHeaders.CONTENT_LENGTH);
        if (length != null) {
            try {
                return Long.parseLong(length);
            } catch (NumberFormatException e) {
                return UNKNOWN;
            }
        }
        return request.version() == HttpVersion.HTTP_2 || request.headers().contains(HttpHeaders.TRANSFER_ENCODING)
                ? UNKNOWN
                : -1;
    }

    private static boolean mayHaveNone(HttpServerRequest request) {
        long length = contentLength(request);
        HttpMethod method = request.method();
        return length <= 0
                || length == UNKNOWN
                        && request.version() == HttpVersion.HTTP_2
                        && (method == HttpMethod.GET || method == HttpMethod.HEAD);
    }
}
