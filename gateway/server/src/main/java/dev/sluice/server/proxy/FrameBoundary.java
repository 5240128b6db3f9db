package dev.sluice.server.proxy;

import io.vertx.core.buffer.Buffer;

/**
 * Follows a stream of WebSocket frames (RFC 6455, 5.2) as far as to know where one ends and the next begins, where a frame of
 * our own can be put between.
 *
 * <pre>
 *   byte 0    fin, opcode
 *   byte 1    mask bit, length: up to 125, or 126: two bytes follow, or 127: eight bytes follow
 *   then      the longer length, four bytes of mask if there is one, the payload
 * </pre>
 */
final class FrameBoundary {
    private final byte[] head = new byte[14];
    private int headBytes;
    private long payloadLeft;

    /** The stream went on by these bytes. */
    void passed(Buffer chunk) {
        int at = 0;
        while (at < chunk.length()) {
            if (payloadLeft > 0) {
                int skipped = (int) Math.min(payloadLeft, chunk.length() - at);
                payloadLeft -= skipped;
                at += skipped;
            } else {
                head[headBytes++] = chunk.getByte(at++);
                if (headBytes >= 2 && headBytes == headLength()) {
                    payloadLeft = payloadLength();
                    headBytes = 0;
                }
            }
        }
    }

    /** Whether a frame has just ended, or none has begun yet. */
    boolean isHere() {
        return payloadLeft == 0 && headBytes == 0;
    }

    private int headLength() {
        int length = head[1] & 0x7F;
        return 2 + (length == 126 ? 2 : length == 127 ? 8 : 0) + ((head[1] & 0x80) == 0 ? 0 : 4);
    }

    private long payloadLength() {
        int length = head[1] & 0x7F;
        int bytes = length == 126 ? 2 : length == 127 ? 8 : 0;
        long longer = 0;
        for (int i = 0; i < bytes; i++) {
            longer = longer << 8 | head[2 + i] & 0xFF;
        }
        // A length with its highest bit set is none; what follows it cannot be followed either.
        return bytes == 0 ? length : longer < 0 ? Long.MAX_VALUE : longer;
    }
}
