package dev.sluice.engine.limits;

import dev.sluice.contract.snapshot.RateLimit;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What clients have used of the rate limits of one process, by the policy whose limit it is; carried from model to model, so that a
 * change lets nobody in anew. Thread-safe.
 */
public final class RateBook {
    /** @param requestClass empty where the limit is not of one */
    private record Key(String policy, RateLimit.Per per, String requestClass) {}

    private final ConcurrentHashMap<Key, ClientBuckets> byLimit = new ConcurrentHashMap<>();
    private final AtomicInteger clients = new AtomicInteger();

    /** @param processes that share each limit */
    public RateGate gate(List<RateLimit> limits, int processes) {
        return limits.isEmpty()
                ? RateGate.OPEN
                : new RateGate(limits.stream()
                        .map(limit -> RateGate.Kept.part(limit, processes, buckets(limit, "")))
                        .toList());
    }

    /** Of one request class. @param limit null for none */
    public RateGate gate(@Nullable RateLimit limit, String requestClass, int processes) {
        return limit == null
                ? RateGate.OPEN
                : new RateGate(List.of(RateGate.Kept.part(limit, processes, buckets(limit, requestClass))));
    }

    private ClientBuckets buckets(RateLimit limit, String requestClass) {
        return byLimit.computeIfAbsent(
                new Key(limit.policy(), limit.per(), requestClass), none -> new ClientBuckets(clients));
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
