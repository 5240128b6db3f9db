package dev.sluice.engine.limits;

import dev.sluice.contract.snapshot.RateLimit;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What clients have used of the rate limits of one process, by the policy whose limit it is; carried from model to model, so that a
 * change lets nobody in anew. Thread-safe.
 */
public final class RateBook {
    private record Key(String policy, RateLimit.Per per) {}

    private final ConcurrentHashMap<Key, ClientBuckets> byLimit = new ConcurrentHashMap<>();
    private final AtomicInteger clients = new AtomicInteger();

    /** @param processes that share each limit */
    public RateGate gate(List<RateLimit> limits, int processes) {
        return limits.isEmpty()
                ? RateGate.OPEN
                : new RateGate(limits.stream()
                        .map(limit -> RateGate.Kept.part(limit, processes, buckets(limit)))
                        .toList());
    }

    private ClientBuckets buckets(RateLimit limit) {
        return byLimit.computeIfAbsent(new Key(limit.policy(), limit.per()), none -> new ClientBuckets(clients));
    }

    /** Forgets the limits of other policies. */
    public void retain(Set<String> policies) {
        byLimit.entrySet().removeIf(each -> {
            boolean gone = !policies.contains(each.getKey().policy());
            if (gone) {
                each.getValue().forgetAll();
            }
            return gone;
        });
    }

    /** Forgets clients that may do again all they might do at first. To be called about once a second. */
    public void tick(long nowNanos) {
        byLimit.values().forEach(each -> each.forgetQuiet(nowNanos));
    }

    /** How many clients are counted apart now, under all limits. */
    public int clients() {
        return clients.get();
    }
}
