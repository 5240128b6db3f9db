package dev.sluice.operator.price;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/** Asks for every price that is followed once a minute, and for a new one at once; at most some at a time. */
public final class PriceReader implements AutoCloseable {
    static final long INTERVAL_MILLIS = 60_000;

    /** Questions under way; a server that is slow delays prices and nothing else. */
    private static final int AT_ONCE = 8;

    private final PriceSource source;
    private final Listener listener;
    private final Semaphore places = new Semaphore(AT_ONCE);
    private final ExecutorService asking = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("sluice-price-", 0).factory());
    private final Thread clock;
    private Map<String, String> queries = Map.of();

    /** Hears what came of a question. On any thread. */
    public interface Listener {
        /** @param value as it was read, whatever it is */
        void read(String provider, String query, double value);

        void failed(String provider, String query, String why);
    }

    public PriceReader(PriceSource source, Listener listener) {
        this.source = source;
        this.listener = listener;
        clock = Thread.ofVirtual().name("sluice-prices").start(this::run);
    }

    /** @param newest query by provider, {@code namespace/name} */
    public synchronized void follow(Map<String, String> newest) {
        Map<String, String> fresh = new HashMap<>(newest);
        fresh.entrySet().removeAll(queries.entrySet());
        queries = Map.copyOf(newest);
        fresh.forEach(this::ask);
    }

    private void run() {
        try {
            while (true) {
                Thread.sleep(INTERVAL_MILLIS);
                askAll();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void askAll() {
        queries.forEach(this::ask);
    }

    private void ask(String provider, String query) {
        asking.execute(() -> {
            try {
                places.acquire();
                try {
                    listener.read(provider, query, source.ask(query));
                } finally {
                    places.release();
                }
            } catch (IOException e) {
                listener.failed(provider, query, String.valueOf(e.getMessage()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    @Override
    public void close() {
        clock.interrupt();
        asking.shutdownNow();
    }
}
