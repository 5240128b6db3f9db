package dev.sluice.server.admin;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Requests of clients that were not let in, by policy and reason: as many counters as the snapshot has policies, times the reasons. */
public final class RefusedClients {

    /** Why. */
    public enum Reason {
        ADDRESS,
        UNPROVEN,
        UNKNOWN,
        UNDECIDABLE,
        RATE
    }

    /** @param policy id of the effective policy */
    public record Key(String policy, Reason reason) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byPolicy = policy.compareTo(other.policy);
            return byPolicy != 0 ? byPolicy : reason.compareTo(other.reason);
        }
    }

    private final ConcurrentHashMap<Key, LongAdder> counts = new ConcurrentHashMap<>();

    public void add(String policy, Reason reason) {
        counts.computeIfAbsent(new Key(policy, reason), none -> new LongAdder()).increment();
    }

    /** Forgets policies that are served no more. */
    public void retain(Set<String> policies) {
        counts.keySet().removeIf(key -> !policies.contains(key.policy()));
    }

    Map<Key, Long> counts() {
        Map<Key, Long> now = new TreeMap<>();
        counts.forEach((key, count) -> now.put(key, count.sum()));
        return now;
    }
}
