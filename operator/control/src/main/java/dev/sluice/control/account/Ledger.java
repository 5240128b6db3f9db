package dev.sluice.control.account;

import dev.sluice.contract.observation.Observation;
import dev.sluice.contract.observation.ProviderSight;
import dev.sluice.contract.observation.Traffic;
import dev.sluice.contract.snapshot.Provider;
import dev.sluice.crds.v1alpha1.provider.Accounting;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Books what every Provider cost, over all Gateways and pods. Each process's counters are booked up to a position, and sums
 * and positions are checkpointed as one: a reading that is missed or repeated, a pod that restarts and a leader that goes on
 * from any checkpoint double nothing, and lose only what a process counted that nobody could read again.
 *
 * <p>Mutable, owned by the control thread.
 */
public final class Ledger {
    private static final long PICOS_PER_MICRO = 1_000_000;

    private final Map<String, Account> accounts = new HashMap<>();
    private final Map<ProcessId, Long> readMillis = new HashMap<>();

    /** Books what is new in a reading. */
    public void absorb(Observation reading, long nowMillis) {
        Map<String, long[]> counted = new HashMap<>();
        // One who sells several chains is paid once. A provider that is served but was never asked stands at nothing,
        // which is worth knowing before it is asked.
        for (ProviderSight sight : reading.providers()) {
            counted.put(Provider.sellerOf(sight.provider()), new long[2]);
        }
        for (Traffic traffic : reading.traffic()) {
            long[] sums = counted.computeIfAbsent(Provider.sellerOf(traffic.provider()), none -> new long[2]);
            sums[0] += traffic.costPicos();
            sums[1] += traffic.attempts();
        }
        ProcessId process = ProcessId.of(reading);
        // What was not there when the process was read last has counted nothing by then.
        long nothingMillis = readMillis.getOrDefault(process, process.startedAtMillis());
        counted.forEach((provider, sums) -> accounts.computeIfAbsent(provider, none -> new Account(nowMillis))
                .read(process, new Position(sums[0] / PICOS_PER_MICRO, sums[1], nowMillis), nothingMillis));
        readMillis.put(process, nowMillis);
        readMillis.values().removeIf(read -> nowMillis - read > Account.FORGET_MILLIS);
    }

    /**
     * Goes on from a checkpoint. What was read here already is booked on top, so it does not matter which comes first, nor
     * whether the checkpoint is one's own.
     */
    public void restore(String provider, Accounting written, long nowMillis) {
        Account restored = Account.restored(written, nowMillis);
        Account known = accounts.put(provider, restored);
        if (known != null) {
            restored.readAllOf(known);
        }
    }

    /** The currency a provider is paid in now; sums in another one begin at nothing. */
    public void priced(String provider, String currency, long nowMillis) {
        accounts.computeIfAbsent(provider, none -> new Account(nowMillis)).priced(currency);
    }

    /** Forgets providers that are gone. One that comes back is booked from what pods counted. */
    public void retain(Set<String> providers) {
        accounts.keySet().retainAll(providers);
    }

    public Spend spend(String provider, long nowMillis) {
        Account account = accounts.get(provider);
        return account == null ? Spend.NONE : account.spend(nowMillis);
    }

    /** What is to be written so that another ledger can go on; empty for a provider nothing is known of. */
    public Optional<Accounting> checkpoint(String provider, long nowMillis) {
        return Optional.ofNullable(accounts.get(provider)).map(account -> account.written(nowMillis));
    }
}
