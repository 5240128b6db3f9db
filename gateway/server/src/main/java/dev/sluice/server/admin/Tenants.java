package dev.sluice.server.admin;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Requests, and what was paid for them, by the name of their client. The first {@value #MOST_TENANTS} names are counted by themselves, whoever comes later as
 * {@value #OTHER}: a name keeps its counter as long as the process lives, so that no counter ever falls.
 */
public final class Tenants {
    static final int MOST_TENANTS = 200;
    static final String OTHER = "(other)";

    /**
     * @param limited of the requests, those answered 429 for the client's rate
     * @param spentPicos in 10^-12 of each currency
     */
    record Count(long requests, long limited, Map<String, Long> spentPicos) {}

    private record Adders(LongAdder requests, LongAdder limited, ConcurrentHashMap<String, LongAdder> spent) {
        Adders() {
            this(new LongAdder(), new LongAdder(), new ConcurrentHashMap<>());
        }

        Count sum() {
            Map<String, Long> picos = new TreeMap<>();
            spent.forEach((currency, adder) -> picos.put(currency, adder.sum()));
            return new Count(requests.sum(), limited.sum(), picos);
        }
    }

    private final ConcurrentHashMap<String, Adders> byName = new ConcurrentHashMap<>();

    /** A request that ended. @param name not empty */
    public void add(String name, boolean limited) {
        Adders adders = of(name);
        adders.requests.increment();
        if (limited) {
            adders.limited.increment();
        }
    }

    /** What was paid for a request. @param name empty for a client without one, whom nothing is counted of */
    public void spent(String name, String currency, long picos) {
        if (!name.isEmpty() && picos > 0) {
            of(name).spent.computeIfAbsent(currency, none -> new LongAdder()).add(picos);
        }
    }

    private Adders of(String name) {
        Adders known = byName.get(name);
        return known == null
                ? byName.computeIfAbsent(byName.size() < MOST_TENANTS ? name : OTHER, none -> new Adders())
                : known;
    }

    Map<String, Count> counts() {
        Map<String, Count> now = new TreeMap<>();
        byName.forEach((name, adders) -> now.put(name, adders.sum()));
        return now;
    }
}
