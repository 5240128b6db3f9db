package dev.sluice.control.plan;

import dev.sluice.contract.plan.Plan;
import dev.sluice.contract.plan.PlanKey;
import dev.sluice.control.forecast.Foresight;
import dev.sluice.control.objective.ClassKey;
import dev.sluice.control.objective.ErrorBudgets;
import dev.sluice.control.objective.Outcomes;
import dev.sluice.control.plan.assess.Demand;
import dev.sluice.control.plan.assess.Outages;
import dev.sluice.control.plan.assess.Throttled;
import dev.sluice.control.plan.step.ShareState;
import dev.sluice.control.pooling.Evidence;
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

    /** Goes on from a plan that is in force, as a restarted operator does, instead of jumping back to declared weights. */
    public static PlanState resume(Plan plan, long nowNanos) {
        Map<PlanKey, KeyState> keys = new HashMap<>();
        for (Plan.Entry entry : plan.entries()) {
            Map<String, ShareState> shares = new HashMap<>();
            entry.shares().forEach(share -> shares.put(share.provider(), ShareState.at(share.ppm())));
            if (!shares.isEmpty()) {
                keys.put(entry.key(), new KeyState(nowNanos, shares, true));
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
     * @param begun whether anything was ever measured: until then every plan is the first, from declared weights
     */
    record KeyState(long plannedNanos, Map<String, ShareState> shares, boolean begun) {
        KeyState {
            shares = Map.copyOf(shares);
        }
    }
}
