package dev.sluice.engine.limits;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * The buckets of one limit, by client. A client that has been quiet is forgotten as soon as its bucket is full, since a new one would
 * be the same. For whom there is no room, all share one bucket: they are held to the rate of one client, and nobody is let in freely.
 */
final class ClientBuckets {
    /** Of all limits of a process: some 20 MiB. */
    static final int MOST_CLIENTS = 100_000;

    /** No client's name or address. */
    private static final String THE_REST = " ";

    private final ConcurrentHashMap<String, SharedBucket> byClient = new ConcurrentHashMap<>();
    private final AtomicInteger clients;

    /** @param clients counted over all limits of the process */
    ClientBuckets(AtomicInteger clients) {
        this.clients = clients;
    }

    SharedBucket of(String client, long nowNanos) {
        SharedBucket known = byClient.get(client);
        if (known != null) {
            return known;
        }
        return byClient.computeIfAbsent(clients.get() < MOST_CLIENTS ? client : THE_REST, none -> {
            clients.incrementAndGet();
            return new SharedBucket(nowNanos);
        });
    }

    void forgetQuiet(long nowNanos) {
        forget(bucket -> bucket.isFull(nowNanos));
    }

    void forgetAll() {
        forget(bucket -> true);
    }

    private void forget(Predicate<SharedBucket> which) {
        byClient.forEach((client, bucket) -> {
            if (which.test(bucket) && byClient.remove(client, bucket)) {
                clients.decrementAndGet();
            }
        });
    }
}
