package dev.sluice.control.plan;

import dev.sluice.contract.plan.Plan;
import dev.sluice.contract.plan.PlanKey;
import dev.sluice.contract.snapshot.Provider;
import dev.sluice.control.forecast.Foresight;
import dev.sluice.control.objective.ClassKey;
import dev.sluice.control.objective.ErrorBudgets;
import dev.sluice.control.objective.Outcomes;
import dev.sluice.control.plan.assess.Demand;
import dev.sluice.control.plan.assess.Outages;
import dev.sluice.control.plan.assess.Throttled;
import dev.sluice.control.plan.step.ShareState;
import dev.sluice.control.pooling.Evidence;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one plan leaves for the next. Opaque to callers and immutable. */
public final class PlanState {
    private final Evidence evidence;
    private final Map<PlanKey, KeyState> keys;
    private final Outages outages;
    private final Throttled throttled;
    private final Foresight foresight;
    private final Demand demand;
    private final ErrorBudgets errorBudgets;

    PlanState(
            Evidence evidence,
            Map<PlanKey, KeyState> keys,
            Outages outages,
            Throttled throttled,
            Foresight foresight,
            Demand demand,
            ErrorBudgets errorBudgets) {
        this.evidence = evidence;
        this.keys = Map.copyOf(keys);
        this.outages = outages;
        this.throttled = throttled;
        this.foresight = foresight;
        this.demand = demand;
        this.errorBudgets = errorBudgets;
    }

    /** Nothing known: declared weights hold until something was measured. */
    public static PlanState start(long nowNanos) {
        return new PlanState(
                Evidence.start(nowNanos),
                Map.of(),
                Outages.NONE,
                Throttled.NONE,
                Foresight.NONE,
                Demand.NONE,
                ErrorBudgets.start(Map.of(), nowNanos));
    }

    /**
     * Goes on from a plan that is in force, as a restarted operator does, instead of jumping back to declared weights.
     *
     * @param probation how much longer sellers are on probation, in nanoseconds; who has more of a pool than a newcomer gets is not
     *     new there
     */
    public static PlanState resume(Plan plan, Map<String, Long> probation, long nowNanos) {
        Map<PlanKey, KeyState> keys = new HashMap<>();
        for (Plan.Entry entry : plan.entries()) {
            Map<String, ShareState> shares = new HashMap<>();
            entry.shares().forEach(share -> shares.put(share.provider(), resumed(share, probation, nowNanos)));
            if (!shares.isEmpty()) {
                keys.put(entry.key(), new KeyState(nowNanos, shares, nowNanos - KeyState.STARTING_NANOS));
            }
        }
        return new PlanState(
                Evidence.start(nowNanos),
                keys,
                Outages.NONE,
                Throttled.NONE,
                Foresight.NONE,
                Demand.NONE,
                ErrorBudgets.start(Map.of(), nowNanos));
    }

    private static ShareState resumed(Plan.Share share, Map<String, Long> probation, long nowNanos) {
        long left = probation.getOrDefault(Provider.sellerOf(share.provider()), 0L);
        return left > 0 && share.ppm() <= Newcomers.MOST_PPM
                ? ShareState.newFor(share.ppm(), left, nowNanos)
                : ShareState.at(share.ppm());
    }

    /** How much longer sellers are on probation in any pool, in nanoseconds; those that are not are left out. */
    public Map<String, Long> probation(long nowNanos) {
        Map<String, Long> left = new HashMap<>();
        keys.values().forEach(key -> key.shares().forEach((provider, share) -> {
            if (share.isNew(nowNanos)) {
                left.merge(Provider.sellerOf(provider), share.newForNanos(nowNanos), Math::max);
            }
        }));
        return left;
    }

    /** The same with error budgets as they were written down. @param whole by class, over the objectives' window */
    public PlanState with(Map<ClassKey, Outcomes> whole, long nowNanos) {
        return new PlanState(
                evidence, keys, outages, throttled, foresight, demand, ErrorBudgets.start(whole, nowNanos));
    }

    ErrorBudgets errorBudgets() {
        return errorBudgets;
    }

    Evidence evidence() {
        return evidence;
    }

    @Nullable
    KeyState key(PlanKey key) {
        return keys.get(key);
    }

    Outages outages() {
        return outages;
    }

    Foresight foresight() {
        return foresight;
    }

    Demand demand() {
        return demand;
    }

    Throttled throttled() {
        return throttled;
    }

    /**
     * @param plannedNanos when the key was planned last
     * @param shares by provider
     * @param begunNanos when anything was measured first; null until then: every plan is the first, from declared weights
     */
    record KeyState(
            long plannedNanos,
            Map<String, ShareState> shares,
            @Nullable Long begunNanos) {
        /** So long after the first evidence shares are on their way from declared weights, and nothing is a return. */
        private static final long STARTING_NANOS = 45_000_000_000L;

        KeyState {
            shares = Collections.unmodifiableMap(shares);
        }

        boolean begun() {
            return begunNanos != null;
        }

        static boolean isStarting(@Nullable Long begunNanos, long nowNanos) {
            return begunNanos != null && nowNanos - begunNanos < STARTING_NANOS;
        }
    }
}
