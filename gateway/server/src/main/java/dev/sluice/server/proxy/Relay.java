package dev.sluice.server.proxy;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import io.vertx.core.streams.WriteStream;
import java.util.function.Consumer;

/**
 * Passes a body on chunk by chunk, reading only as fast as the other side takes it, so that memory stays bounded by the
 * write queue. Whoever starts it handles end and errors of both sides, and stops it before the target is gone.
 */
final class Relay implements Handler<Buffer> {
    private static final Consumer<Buffer> IGNORE = chunk -> {};

    private final ReadStream<Buffer> source;
    private final WriteStream<Buffer> target;
    private final long mostBytes;
    private final Runnable exceeded;
    private final Consumer<Buffer> passed;
    private boolean stopped;
    private boolean ended;
    private long bytes;

    Relay(ReadStream<Buffer> source, WriteStream<Buffer> target) {
        this(source, target, Long.MAX_VALUE, () -> {}, IGNORE);
    }

    /** @param passed is shown each chunk after it was passed on */
    Relay(ReadStream<Buffer> source, WriteStream<Buffer> target, Consumer<Buffer> passed) {
        this(source, target, Long.MAX_VALUE, () -> {}, passed);
    }

    /** @param mostBytes to pass on; @param exceeded called when more come, which are dropped */
    Relay(ReadStream<Buffer> source, WriteStream<Buffer> target, long mostBytes, Runnable exceeded) {
        this(source, target, mostBytes, exceeded, IGNORE);
    }

    private Relay(
            ReadStream<Buffer> source,
            WriteStream<Buffer> target,
            long mostBytes,
            Runnable exceeded,
            Consumer<Buffer> passed) {
        this.passed = passed;
        this.source = source;
        this.target = target;
        this.mostBytes = mostBytes;
        this.exceeded = exceeded;
    }

    /** The source must be paused; it flows from here on. */
    void start() {
        source.handler(this);
        target.drainHandler(v -> {
            if (!stopped && !ended) {
                source.resume();
            }
        });
        source.resume();
    }

    @Override
    public void handle(Buffer chunk) {
        if (stopped) {
            return;
        }
        bytes += chunk.length();
        if (bytes > mostBytes) {
            stopped = true;
            exceeded.run();
            return;
        }
        target.write(chunk);
        if (target.writeQueueFull()) {
            source.pause();
        }
        passed.accept(chunk);
    }

    /** Nothing more is written; what still comes is dropped. */
    void stop() {
        stopped = true;
        if (!ended) {
            source.resume();
        }
    }

    /** The source has ended: one of HTTP/2 does not bear to be resumed from then on. */
    void ended() {
        ended = true;
    }

    boolean isStopped() {
        return stopped;
    }

    long bytes() {
        return bytes;
    }
}
