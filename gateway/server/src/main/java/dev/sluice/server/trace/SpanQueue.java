package dev.sluice.server.trace;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * Spans on their way to a collector. Event loops only put one into a bounded queue; a thread of its own sends them, a second's or a
 * batch's worth at a time. What does not fit, or is not taken twice, is dropped and counted.
 */
public final class SpanQueue implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(SpanQueue.class.getName());
    private static final int QUEUE = 8_192;
    private static final int BATCH = 512;
    private static final int TRIES = 2;
    private static final long TOGETHER_MILLIS = 1_000;
    private static final long LAST_MILLIS = 2_000;

    /** @param sent to the collector, which took them @param dropped for want of room, or since it did not */
    public record Figures(long sent, long dropped) {
        /** Where there is no tracing. */
        public static final Figures NONE = new Figures(0, 0);
    }

    private final BlockingQueue<Span> queue;
    private final LongAdder sent = new LongAdder();
    private final LongAdder dropped = new LongAdder();
    private final Map<String, Object> resource;
    private final OtlpSender sender;
    private final Thread thread;
    private boolean troubled;

    /** @param resource attributes that name this process */
    public SpanQueue(URI collector, Map<String, Object> resource) {
        this(collector, resource, QUEUE);
    }

    SpanQueue(URI collector, Map<String, Object> resource, int most) {
        this.queue = new ArrayBlockingQueue<>(most);
        this.sender = new OtlpSender(collector);
        this.resource = resource;
        this.thread = Thread.ofPlatform().daemon().name("sluice-spans").start(this::run);
    }

    void add(Span span) {
        if (!queue.offer(span)) {
            dropped.increment();
        }
    }

    public Figures figures() {
        return new Figures(sent.sum(), dropped.sum());
    }

    /** Sends what is there, for a moment at most. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(LAST_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        List<Span> batch = new ArrayList<>();
        try {
            while (true) {
                gather(batch);
                send(batch);
                batch.clear();
            }
        } catch (InterruptedException e) {
            queue.drainTo(batch);
            trySend(batch);
        }
    }

    private void gather(List<Span> batch) throws InterruptedException {
        batch.add(queue.take());
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(TOGETHER_MILLIS);
        while (batch.size() < BATCH) {
            Span next = queue.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (next == null) {
                return;
            }
            batch.add(next);
        }
    }

    private void send(List<Span> batch) throws InterruptedException {
        for (int i = 1; i <= TRIES; i++) {
            if (trySend(batch)) {
                return;
            }
            if (i < TRIES) {
                TimeUnit.MILLISECONDS.sleep(TOGETHER_MILLIS);
            }
        }
        dropped.add(batch.size());
    }

    private boolean trySend(List<Span> batch) {
        if (batch.isEmpty()) {
            return true;
        }
        try {
            int status = sender.send(OtlpJson.of(resource, batch));
            if (status / 100 == 2) {
                sent.add(batch.size());
                troubled = false;
                return true;
            }
            say("answered " + status);
        } catch (IOException | RuntimeException e) {
            // The thread goes on, whatever a collector answers.
            say(String.valueOf(e.getMessage()));
        }
        return false;
    }

    /** Once per outage. */
    private void say(String reason) {
        if (!troubled) {
            troubled = true;
            LOG.log(
                    System.Logger.Level.WARNING,
                    "the collector of spans does not take them, so they are dropped: " + reason);
        }
    }
}
