package dev.sluice.control.plan;

import dev.sluice.contract.plan.Plan;
import dev.sluice.contract.plan.PlanKey;
import java.util.HashMap;
import java.util.Map;

/**
 * What one plan leaves for the next. Opaque to callers, immutable, and small enough to keep for every Gateway.
 *
 * @param startedNanos when this planner began to look
 * @param keys shares in force and their timers
 */
public record PlanState(long startedNanos, Map<PlanKey, KeyState> keys) {

    /** Share in force of one provider. */
    record ShareState(int ppm) {}

    /** @param plannedNanos when it was last planned; @param shares by provider */
    public record KeyState(long plannedNanos, Map<String, ShareState> shares) {
        public KeyState {
            shares = Map.copyOf(shares);
        }
    }

    public PlanState {
        keys = Map.copyOf(keys);
    }

    /** Nothing known: declared weights hold until something was measured. */
    public static PlanState start(long nowNanos) {
        return new PlanState(nowNanos, Map.of());
    }

    /** Goes on from a plan that is in force, as a restarted operator does, instead of jumping back to declared weights. */
    public static PlanState resume(Plan plan, long nowNanos) {
        Map<PlanKey, KeyState> keys = new HashMap<>();
        for (Plan.Entry entry : plan.entries()) {
            Map<String, ShareState> shares = new HashMap<>();
            entry.shares().forEach(share -> shares.put(share.provider(), new ShareState(share.ppm())));
            keys.put(entry.key(), new KeyState(nowNanos, shares));
        }
        return new PlanState(nowNanos, keys);
    }
}
