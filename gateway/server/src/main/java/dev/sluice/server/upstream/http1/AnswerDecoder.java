package dev.sluice.server.upstream.http1;

import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpHeadersFactory;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.impl.headers.HeadersMultiMap;
import org.jspecify.annotations.Nullable;

/** Netty's decoder, told what was asked: an answer to HEAD has no body, whatever its head announces. */
final class AnswerDecoder extends HttpResponseDecoder {
    private static final int BUFFER_BYTES = 256;

    /** Headers that are Vert.x' as they are, without a copy. */
    private static final HttpHeadersFactory HEADERS = new HttpHeadersFactory() {
        @Override
        public HttpHeaders newHeaders() {
            return HeadersMultiMap.httpHeaders();
        }

        @Override
        public HttpHeaders newEmptyHeaders() {
            return HeadersMultiMap.httpHeaders();
        }
    };

    private @Nullable HttpMethod asked;

    AnswerDecoder(Http1Options options) {
        super(new HttpDecoderConfig()
                .setMaxInitialLineLength(options.statusLineBytes())
                .setMaxHeaderSize(options.headerBytes())
                .setInitialBufferSize(BUFFER_BYTES)
                .setHeadersFactory(HEADERS)
                .setTrailersFactory(HEADERS));
    }

    void ask(HttpMethod method) {
        asked = method;
    }

    /** Whether bytes have come that belong to no answer so far. */
    boolean hasRest() {
        return actualReadableBytes() > 0;
    }

    @Override
    protected boolean isContentAlwaysEmpty(HttpMessage answer) {
        return asked == HttpMethod.HEAD || super.isContentAlwaysEmpty(answer);
    }
}
