package dev.sluice.server.proxy;

import io.netty.buffer.ByteBuf;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import org.jspecify.annotations.Nullable;

/**
 * A body held in memory. Nearly all bodies come as one chunk, which is kept as it is; only a second one makes a copy.
 */
final class Chunks {
    private static final byte[] NOTHING = {};

    private @Nullable Buffer buffer;
    private boolean own;
    private byte[] array = NOTHING;
    private int from;

    void add(Buffer chunk) {
        if (buffer == null) {
            buffer = chunk;
        } else {
            if (!own) {
                buffer = Buffer.buffer(Math.max(1024, 2 * (buffer.length() + chunk.length())))
                        .appendBuffer(buffer);
                own = true;
            }
            buffer.appendBuffer(chunk);
        }
    }

    int length() {
        return buffer == null ? 0 : buffer.length();
    }

    @Nullable
    Buffer buffer() {
        return buffer;
    }

    /** Makes the bytes readable in place by {@link #array}, {@link #from} and {@link #to}; call when all chunks are here. */
    void seal() {
        if (buffer == null) {
            return;
        }
        ByteBuf bytes = ((BufferInternal) buffer).getByteBuf();
        if (bytes.hasArray()) {
            array = bytes.array();
            from = bytes.arrayOffset() + bytes.readerIndex();
        } else {
            array = buffer.getBytes();
            from = 0;
        }
    }

    byte[] array() {
        return array;
    }

    int from() {
        return from;
    }

    int to() {
        return from + length();
    }
}
