package dev.sluice.server.admin;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Requests by the name of their client. The first {@value #MOST_TENANTS} names are counted by themselves, whoever comes later as
 * {@value #OTHER}: a name keeps its counter as long as the process lives, so that no counter ever falls.
 */
public final class Tenants {
    static final int MOST_TENANTS = 200;
    static final String OTHER = "(other)";

    /** @param limited of the requests, those answered 429 for the client's rate */
    record Count(long requests, long limited) {}

    private record Adders(LongAdder requests, LongAdder limited) {}

    private final ConcurrentHashMap<String, Adders> byName = new ConcurrentHashMap<>();

    /** A request that ended. @param name not empty */
    public void add(String name, boolean limited) {
        Adders adders = byName.get(name);
        if (adders == null) {
            adders = byName.computeIfAbsent(
                    byName.size() < MOST_TENANTS ? name : OTHER, none -> new Adders(new LongAdder(), new LongAdder()));
        }
        adders.requests.increment();
        if (limited) {
            adders.limited.increment();
        }
    }

    Map<String, Count> counts() {
        Map<String, Count> now = new TreeMap<>();
        byName.forEach((name, adders) -> now.put(name, new Count(adders.requests.sum(), adders.limited.sum())));
        return now;
    }
}
