package dev.sluice.simulation.http;

import io.vertx.core.buffer.Buffer;

/** What goes over the wire. */
final class HostileBytes {
    static final long HUGE_BYTES = 100L << 20;
    static final long DRIP_MILLIS = 100;
    static final String ANSWER = "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":\"0x1\"}";
    static final String CHUNKED_HEAD =
            "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n";

    private static final int BLOCK_BYTES = 16 << 10;

    private HostileBytes() {}

    static String head(long contentLength) {
        return "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: " + contentLength + "\r\n\r\n";
    }

    static String whole(String body) {
        return head(body.length()) + body;
    }

    static Buffer headerLine() {
        return Buffer.buffer("x-bomb: " + "b".repeat(1_000) + "\r\n");
    }

    static Buffer block() {
        return Buffer.buffer(" ".repeat(BLOCK_BYTES));
    }

    static Buffer chunk() {
        return Buffer.buffer("4000\r\n" + " ".repeat(BLOCK_BYTES) + "\r\n");
    }
}
