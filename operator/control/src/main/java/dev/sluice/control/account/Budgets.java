package dev.sluice.control.account;

import dev.sluice.contract.observation.Observation;
import dev.sluice.contract.snapshot.ConfigSnapshot;
import dev.sluice.contract.snapshot.Objectives.Budget;
import dev.sluice.contract.snapshot.Policy;
import dev.sluice.crds.v1alpha1.provider.Accounting;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What RoutingPolicies cost, over all Gateways, and what their budgets ask for. A policy's money is that of the providers priced in
 * its currency: its budget's, or the only one there is. Mutable, owned by the control thread.
 */
public final class Budgets {
    /** One part in so many of an amount is held back for what controllers are late for. */
    private static final int RESERVE = 100;

    private final Ledger ledger = Ledger.ofPolicies(this::counts);
    private final Map<String, Regulated> regulated = new HashMap<>();
    private List<ConfigSnapshot> served = List.of();
    private Map<String, Set<String>> sellers = Map.of();
    private Map<String, Budget> budgets = Map.of();

    /** A budget's controllers and how far they have read the ledger. */
    private static final class Regulated {
        private PeriodControl day;
        private PeriodControl month;
        private long atMillis;
        private long everMicros;

        Regulated(Regulator day, Regulator month, long everMicros, long nowMillis) {
            this.day = PeriodControl.start(day);
            this.month = PeriodControl.start(month);
            this.everMicros = everMicros;
            this.atMillis = nowMillis;
        }

        BudgetStand then(Budget budget, Spend spend, long ever, long nowMillis) {
            Allowance today = Allowance.ofDay(planned(budget.perDayMicros()), spend.todayMicros(), nowMillis);
            Allowance thisMonth = Allowance.ofMonth(planned(budget.perMonthMicros()), spend.monthMicros(), nowMillis);
            double seconds = (nowMillis - atMillis) / 1e3;
            if (seconds > 0) {
                day = day.then(today, ever - everMicros, seconds, budget.refuse());
                month = month.then(thisMonth, ever - everMicros, seconds, budget.refuse());
                everMicros = ever;
                atMillis = nowMillis;
            }
            return new BudgetStand(
                    budget,
                    spend,
                    Math.max(day.pressure(today), month.pressure(thisMonth)),
                    day.regulator(),
                    month.regulator());
        }
    }

    private static long planned(long amountMicros) {
        return amountMicros - amountMicros / RESERVE;
    }

    /** Books what is new in a reading. */
    public void absorb(Observation reading, long nowMillis) {
        ledger.absorb(reading, nowMillis);
    }

    /** Follows what is configured now. What counts for a policy, or in which currency, may be another from here on. */
    public void serve(List<ConfigSnapshot> snapshots, long nowMillis) {
        if (isSame(snapshots)) {
            return;
        }
        served = List.copyOf(snapshots);
        Map<String, String> paidIn = new HashMap<>();
        Map<String, Budget> bounds = new HashMap<>();
        Set<String> policies = new HashSet<>();
        for (ConfigSnapshot snapshot : snapshots) {
            snapshot.providers().stream()
                    .filter(provider -> !provider.price().free())
                    .forEach(provider ->
                            paidIn.put(provider.seller(), provider.price().currency()));
            for (Policy policy : snapshot.policies()) {
                policies.addAll(merged(policy.id()));
                policy.objectives().budgets().forEach(budget -> bounds.put(budget.policy(), budget));
            }
        }
        Map<String, Set<String>> byCurrency = new HashMap<>();
        paidIn.forEach((seller, currency) ->
                byCurrency.computeIfAbsent(currency, none -> new HashSet<>()).add(seller));
        Map<String, String> money = currencies(policies, bounds, byCurrency.keySet());
        Map<String, Set<String>> counted = new HashMap<>();
        money.forEach((policy, currency) -> {
            Set<String> now = byCurrency.getOrDefault(currency, Set.of());
            Set<String> before = sellers.get(policy);
            if (before != null && !now.containsAll(before)) {
                ledger.recount(policy);
            }
            ledger.priced(policy, currency, nowMillis);
            counted.put(policy, now);
        });
        sellers = Map.copyOf(counted);
        budgets = Map.copyOf(bounds);
        ledger.retain(sellers.keySet());
        regulated.keySet().retainAll(budgets.keySet());
    }

    /** Snapshots are made anew where something changed, so that the same object is the same content. */
    private boolean isSame(List<ConfigSnapshot> snapshots) {
        boolean same = snapshots.size() == served.size();
        for (int i = 0; same && i < snapshots.size(); i++) {
            same = snapshots.get(i) == served.get(i);
        }
        return same;
    }

    private static Map<String, String> currencies(Set<String> policies, Map<String, Budget> budgets, Set<String> used) {
        String only = used.size() == 1 ? used.iterator().next() : null;
        Map<String, String> money = new HashMap<>();
        for (String policy : policies) {
            Budget budget = budgets.get(policy);
            String currency = budget == null ? only : budget.currency();
            if (currency != null) {
                money.put(policy, currency);
            }
        }
        return money;
    }

    private boolean counts(String policy, String seller) {
        return sellers.getOrDefault(policy, Set.of()).contains(seller);
    }

    /**
     * Goes on from what an earlier leader wrote.
     *
     * @param day controller of the amount per day
     * @param month controller of the amount per month
     */
    public void restore(String policy, Accounting written, Regulator day, Regulator month, long nowMillis) {
        ledger.restore(policy, written, nowMillis);
        regulated.put(policy, new Regulated(day, month, ledger.everMicros(policy), nowMillis));
    }

    /** Moves the controllers on. @return by RoutingPolicy, {@code namespace/name}, those with a budget */
    public Map<String, BudgetStand> regulate(long nowMillis) {
        Map<String, BudgetStand> stands = new TreeMap<>();
        budgets.forEach((policy, budget) -> {
            long ever = ledger.everMicros(policy);
            stands.put(
                    policy,
                    regulated
                            .computeIfAbsent(
                                    policy, none -> new Regulated(Regulator.IDLE, Regulator.IDLE, ever, nowMillis))
                            .then(budget, ledger.spend(policy, nowMillis), ever, nowMillis));
        });
        return stands;
    }

    public Spend spend(String policy, long nowMillis) {
        return ledger.spend(policy, nowMillis);
    }

    /** What is to be written so that another can go on; empty for a policy nothing is known of. */
    public Optional<Accounting> checkpoint(String policy, long nowMillis) {
        return ledger.checkpoint(policy, nowMillis);
    }

    /** Ids of the RoutingPolicies that an effective policy was merged from. */
    static List<String> merged(@Nullable String effective) {
        return effective == null || effective.equals(Policy.NONE) ? List.of() : List.of(effective.split("\\+"));
    }
}
