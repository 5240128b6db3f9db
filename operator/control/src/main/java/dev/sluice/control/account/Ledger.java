package dev.sluice.control.account;

import dev.sluice.contract.observation.Observation;
import dev.sluice.contract.observation.ProviderSight;
import dev.sluice.contract.observation.Traffic;
import dev.sluice.contract.snapshot.Provider;
import dev.sluice.crds.v1alpha1.provider.Accounting;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;

/**
 * Books what attempts cost, over all Gateways and pods, by those that are paid (Providers) or that pay (RoutingPolicies). Each
 * process's counters are booked up to a position, and sums and positions are checkpointed as one: a reading that is missed or
 * repeated, a pod that restarts and a leader that goes on from any checkpoint double nothing, and lose only what a process counted
 * that nobody could read again.
 *
 * <p>Mutable, owned by the control thread.
 */
public final class Ledger {
    private static final long PICOS_PER_MICRO = 1_000_000;

    /** A process not read for so long takes no part in what is allotted. */
    private static final long PRESENT_MILLIS = 15_000;

    private final Function<Traffic, List<String>> holders;
    private final Function<ProviderSight, List<String>> known;
    private final Map<String, Account> accounts = new HashMap<>();
    private final Map<ProcessId, Long> readMillis = new HashMap<>();

    private Ledger(Function<Traffic, List<String>> holders, Function<ProviderSight, List<String>> known) {
        this.holders = holders;
        this.known = known;
    }

    /**
     * By who is paid. One who sells several chains is paid once, and for health checks too. A provider that is served but was never
     * asked stands at nothing, which is worth knowing before it is asked.
     */
    public static Ledger ofProviders() {
        return new Ledger(
                traffic -> List.of(Provider.sellerOf(traffic.provider())),
                sight -> List.of(Provider.sellerOf(sight.provider())));
    }

    /**
     * By which RoutingPolicies govern it: each of those that were merged pays all of it. Health checks belong to none.
     *
     * @param counts whether a policy's money, by its id, is that of a seller
     */
    public static Ledger ofPolicies(BiPredicate<String, String> counts) {
        return new Ledger(
                traffic -> List.of(traffic.key().policy().split("\\+")).stream()
                        .filter(policy -> counts.test(policy, Provider.sellerOf(traffic.provider())))
                        .toList(),
                sight -> List.of());
    }

    /** Books what is new in a reading. */
    public void absorb(Observation reading, long nowMillis) {
        Map<String, long[]> counted = new HashMap<>();
        for (ProviderSight sight : reading.providers()) {
            for (String holder : known.apply(sight)) {
                long[] sums = counted.computeIfAbsent(holder, none -> new long[2]);
                sums[0] += sight.billed().costPicos();
                sums[1] += sight.billed().requests();
            }
        }
        for (Traffic traffic : reading.traffic()) {
            for (String holder : holders.apply(traffic)) {
                long[] sums = counted.computeIfAbsent(holder, none -> new long[2]);
                sums[0] += traffic.costPicos();
                sums[1] += traffic.attempts();
            }
        }
        ProcessId process = ProcessId.of(reading);
        // What was not there when the process was read last has counted nothing by then.
        long nothingMillis = readMillis.getOrDefault(process, process.startedAtMillis());
        counted.forEach((holder, sums) -> accounts.computeIfAbsent(holder, none -> new Account(nowMillis))
                .read(process, new Position(sums[0] / PICOS_PER_MICRO, sums[1], nowMillis), nothingMillis));
        readMillis.put(process, nowMillis);
        readMillis.values().removeIf(read -> nowMillis - read > Account.FORGET_MILLIS);
    }

    /**
     * Goes on from a checkpoint. What was read here already is booked on top, so it does not matter which comes first, nor
     * whether the checkpoint is one's own.
     */
    public void restore(String holder, Accounting written, long nowMillis) {
        Account restored = Account.restored(written, nowMillis);
        Account before = accounts.put(holder, restored);
        if (before != null) {
            restored.readAllOf(before);
        }
    }

    /** The currency a holder's money has now; sums in another one begin at nothing. */
    public void priced(String holder, String currency, long nowMillis) {
        accounts.computeIfAbsent(holder, none -> new Account(nowMillis)).priced(currency);
    }

    /** Somebody is new to a pool. */
    public void onProbation(String holder, long untilMillis, long nowMillis) {
        accounts.computeIfAbsent(holder, none -> new Account(nowMillis)).onProbation(untilMillis);
    }

    /** Another part of the traffic counts for a holder from now on. */
    public void recount(String holder) {
        Account account = accounts.get(holder);
        if (account != null) {
            account.recount();
        }
    }

    /** Forgets holders that are gone. One that comes back is booked from what pods counted. */
    public void retain(Set<String> holders) {
        accounts.keySet().retainAll(holders);
    }

    public Spend spend(String holder, long nowMillis) {
        Account account = accounts.get(holder);
        return account == null ? Spend.NONE : account.spend(nowMillis);
    }

    /** Gateway processes that serve a holder now; 0 where none was read lately. */
    public long readers(String holder, long nowMillis) {
        Account account = accounts.get(holder);
        return account == null ? 0 : account.readersSince(nowMillis - PRESENT_MILLIS);
    }

    /** Money booked here since this ledger began; only grows. */
    long everMicros(String holder) {
        Account account = accounts.get(holder);
        return account == null ? 0 : account.everMicros();
    }

    /** What is to be written so that another ledger can go on; empty for a holder nothing is known of. */
    public Optional<Accounting> checkpoint(String holder, long nowMillis) {
        return Optional.ofNullable(accounts.get(holder)).map(account -> account.written(nowMillis));
    }
}
