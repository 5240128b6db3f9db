package dev.sluice.server.admin;

import dev.sluice.server.options.Telemetry;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * One JSON line per request: class, route, provider, status, latency; no path, no query, no header, no body, since any of
 * them may hold a key. Loops only put a record into a bounded queue, a thread of its own writes; what does not fit is
 * dropped and counted.
 */
public final class AccessLog implements AutoCloseable {
    private static final int QUEUE = 8192;

    /**
     * @param client its name, not its key; {@code ""} where nobody asked
     * @param provider {@code ""} where none was asked
     * @param source PROVIDER, CACHE or SHARED
     * @param atMillis wall clock when the answer ended
     */
    public record Line(
            long atMillis,
            String client,
            String method,
            String requestClass,
            String route,
            String rule,
            String provider,
            String source,
            int attempts,
            int status,
            long latencyNanos) {

        String json() {
            return "{\"atMillis\":" + atMillis + ",\"client\":\"" + client + "\",\"method\":\"" + method
                    + "\",\"class\":\"" + requestClass
                    + "\",\"route\":\"" + route + "\",\"rule\":\"" + rule + "\",\"provider\":\"" + provider
                    + "\",\"source\":\"" + source + "\",\"attempts\":" + attempts + ",\"status\":" + status
                    + ",\"latencyMicros\":"
                    + latencyNanos / 1000 + "}";
        }
    }

    private final BlockingQueue<Line> queue = new ArrayBlockingQueue<>(QUEUE);
    private final AtomicLong dropped = new AtomicLong();
    private final Consumer<String> lines;
    private final int samplePpm;
    private final Thread writer;

    /** @param samplePpm share of requests that are logged, of those that went well */
    public AccessLog(Consumer<String> lines, int samplePpm) {
        this.samplePpm = samplePpm;
        this.lines = lines;
        this.writer = Thread.ofPlatform().daemon().name("sluice-access-log").start(this::write);
    }

    /** Whether a request that went well is logged. */
    public boolean samples() {
        return samplePpm >= Telemetry.ALL_PPM || ThreadLocalRandom.current().nextInt(Telemetry.ALL_PPM) < samplePpm;
    }

    public void add(Line line) {
        if (!queue.offer(line)) {
            dropped.incrementAndGet();
        }
    }

    /** Lines that did not fit into the queue. */
    public long dropped() {
        return dropped.get();
    }

    @Override
    public void close() {
        writer.interrupt();
    }

    private void write() {
        try {
            while (true) {
                lines.accept(queue.take().json());
            }
        } catch (InterruptedException e) {
            for (Line line = queue.poll(); line != null; line = queue.poll()) {
                lines.accept(line.json());
            }
        }
    }
}
