package dev.sluice.engine.routing;

import dev.sluice.contract.plan.Plan;
import dev.sluice.contract.plan.PlanKey;
import dev.sluice.engine.limits.HedgeBudget;
import dev.sluice.engine.limits.RetryBudget;
import dev.sluice.engine.model.CandidateSet;
import dev.sluice.engine.model.CompiledProvider;
import dev.sluice.engine.model.CompiledRule;
import dev.sluice.engine.telemetry.ClassCell;
import dev.sluice.engine.telemetry.LoopRecorder;
import dev.sluice.engine.telemetry.RuleCell;
import dev.sluice.engine.telemetry.TrafficCell;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.function.IntSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One event loop's counters, laid out by the indices of one model, so that requests look nothing up. Filled as traffic
 * comes; what it points to is kept by id in {@link Store} and outlives it.
 */
final class LoopView {
    private static final int MIRROR_PHASES = 1_000_000;

    final Serving serving;
    final RuleCell unmatched;
    private final Store store;
    private final ShareLedger[] @Nullable [] ledgers;
    private final TrafficCell[] @Nullable [] cells;
    private final @Nullable ClassCell[] classes;
    private final @Nullable RuleCell[] rules;
    private final long[] @Nullable [] backendCredits;
    private final @Nullable RetryBudget[] budgets;
    private final @Nullable HedgeBudget[] hedgeBudgets;
    final long[] mirrorCredits;
    private final int[] refusalCredits;

    /** What an event loop keeps by id over all models. */
    static final class Store {
        final LoopRecorder recorder = new LoopRecorder();
        final RandomGenerator random;
        final SellerLimits limits;
        private final Map<PlanKey, Map<String, ShareLedger>> ledgers = new HashMap<>();
        private final Map<String, RetryBudget> budgets = new HashMap<>();
        private final Map<PlanKey, HedgeBudget> hedgeBudgets = new HashMap<>();

        Store(RandomGenerator random, IntSupplier loops) {
            this(random, new SellerLimits(loops));
        }

        private Store(RandomGenerator random, SellerLimits limits) {
            this.random = random;
            this.limits = limits;
        }

        /** All that a first pick reads and changes, apart from this; nothing of what is recorded. */
        Store copy(RandomGenerator ownRandom) {
            Store copy = new Store(ownRandom, limits.copy());
            ledgers.forEach((key, byProvider) -> {
                Map<String, ShareLedger> own = new HashMap<>();
                byProvider.forEach((provider, ledger) -> own.put(provider, ledger.copy()));
                copy.ledgers.put(key, own);
            });
            return copy;
        }

        /** Drops what is counted for keys and pools that a new model does not have. */
        void modelChanged(Serving serving) {
            recorder.modelChanged();
            var keys = new HashSet<PlanKey>();
            serving.model.candidateSets().forEach(s -> keys.add(s.key()));
            ledgers.keySet().retainAll(keys);
            hedgeBudgets.keySet().retainAll(keys);
            var pools = new HashSet<String>();
            serving.model.pools().forEach(p -> pools.add(p.pool().id()));
            budgets.keySet().retainAll(pools);
            limits.modelChanged(serving);
        }
    }

    LoopView(Serving serving, Store store) {
        this.serving = serving;
        this.store = store;
        unmatched = store.recorder.rule("", "");
        ledgers = new ShareLedger[serving.model.candidateSets().size()][];
        cells = new TrafficCell[serving.model.candidateSets().size()][];
        classes = new ClassCell[serving.model.candidateSets().size()];
        rules = new RuleCell[serving.model.rules().size()];
        backendCredits = new long[serving.model.rules().size()][];
        budgets = new RetryBudget[serving.model.pools().size()];
        hedgeBudgets = new HedgeBudget[serving.model.candidateSets().size()];
        mirrorCredits = new long[serving.model.mirrors().size()];
        refusalCredits = new int[serving.model.candidateSets().size()];
        for (int i = 0; i < refusalCredits.length; i++) {
            // Loops that began in phase would refuse at the same time.
            refusalCredits[i] = store.random.nextInt(Plan.WHOLE);
        }
        for (int i = 0; i < mirrorCredits.length; i++) {
            // At any phase, or a model that changes often would never copy a rare request.
            mirrorCredits[i] = store.random.nextInt(MIRROR_PHASES);
        }
    }

    /** The same counters under another plan of the same model. */
    LoopView(Serving serving, LoopView other) {
        this.serving = serving;
        store = other.store;
        unmatched = other.unmatched;
        ledgers = other.ledgers;
        cells = other.cells;
        classes = other.classes;
        rules = other.rules;
        backendCredits = other.backendCredits;
        budgets = other.budgets;
        hedgeBudgets = other.hedgeBudgets;
        mirrorCredits = other.mirrorCredits;
        refusalCredits = other.refusalCredits;
    }

    /** The same at this moment, apart from this: what is picked by the copy changes nothing here. */
    LoopView copy(Serving now, RandomGenerator random) {
        LoopView copy = new LoopView(now, store.copy(random));
        if (now.model == serving.model) {
            for (int i = 0; i < backendCredits.length; i++) {
                long[] known = backendCredits[i];
                copy.backendCredits[i] = known == null ? null : known.clone();
            }
            System.arraycopy(mirrorCredits, 0, copy.mirrorCredits, 0, mirrorCredits.length);
            System.arraycopy(refusalCredits, 0, copy.refusalCredits, 0, refusalCredits.length);
        }
        return copy;
    }

    ShareLedger[] ledgers(CandidateSet set) {
        ShareLedger[] known = ledgers[set.index()];
        if (known == null) {
            Map<String, ShareLedger> byProvider = store.ledgers.computeIfAbsent(set.key(), k -> new HashMap<>());
            known = set.candidates().stream()
                    .map(c -> byProvider.computeIfAbsent(c.provider().id(), p -> new ShareLedger(store.random)))
                    .toArray(ShareLedger[]::new);
            ledgers[set.index()] = known;
        }
        return known;
    }

    /** Whether the seller's quota has room for an attempt now, and it did not ask to be left alone. */
    boolean permits(CompiledProvider provider, long nowNanos) {
        return store.limits.permits(serving, provider, nowNanos);
    }

    /** Whether the seller is likely to take an attempt now, as its refusals show. */
    boolean hasRoom(CompiledProvider provider, long nowNanos) {
        return store.limits.hasRoom(provider, nowNanos);
    }

    /** The seller refused an attempt for its rate. */
    void refused(CompiledProvider provider, long retryAfterNanos, long nowNanos) {
        store.limits.refused(provider, retryAfterNanos, nowNanos);
    }

    /** Counts an attempt that begins. */
    void begins(CompiledProvider provider, long nowNanos) {
        store.limits.take(serving, provider, nowNanos);
    }

    /** Evenly the part that the plan refuses, over any thousand requests and not by chance. */
    boolean refuses(CandidateSet set, long nowNanos) {
        int credit = refusalCredits[set.index()] + serving.refusedPpm(set, nowNanos);
        boolean refuses = credit >= Plan.WHOLE;
        refusalCredits[set.index()] = refuses ? credit - Plan.WHOLE : credit;
        return refuses;
    }

    TrafficCell cell(CandidateSet set, int candidate) {
        TrafficCell[] known = cells[set.index()];
        if (known == null) {
            known = set.candidates().stream()
                    .map(c -> store.recorder.traffic(set.key(), c.provider().id()))
                    .toArray(TrafficCell[]::new);
            cells[set.index()] = known;
        }
        return known[candidate];
    }

    ClassCell requests(CandidateSet set) {
        ClassCell known = classes[set.index()];
        if (known == null) {
            known = store.recorder.requests(set.key());
            classes[set.index()] = known;
        }
        return known;
    }

    RuleCell rule(CompiledRule rule) {
        RuleCell known = rules[rule.index()];
        if (known == null) {
            known = store.recorder.rule(rule.route(), rule.rule().name());
            rules[rule.index()] = known;
        }
        return known;
    }

    long[] backendCredits(CompiledRule rule) {
        long[] known = backendCredits[rule.index()];
        if (known == null) {
            known = new long[rule.backends().size()];
            for (int i = 0; i < known.length && rule.totalWeight() > 0; i++) {
                known[i] = store.random.nextLong(rule.totalWeight());
            }
            backendCredits[rule.index()] = known;
        }
        return known;
    }

    RetryBudget budget(CandidateSet set, long nowNanos) {
        int pool = set.pool().index();
        RetryBudget known = budgets[pool];
        if (known == null) {
            known = store.budgets.computeIfAbsent(set.pool().pool().id(), p -> new RetryBudget(nowNanos));
            budgets[pool] = known;
        }
        return known;
    }

    HedgeBudget hedgeBudget(CandidateSet set) {
        HedgeBudget known = hedgeBudgets[set.index()];
        if (known == null) {
            known = store.hedgeBudgets.computeIfAbsent(set.key(), k -> new HedgeBudget());
            hedgeBudgets[set.index()] = known;
        }
        return known;
    }
}
