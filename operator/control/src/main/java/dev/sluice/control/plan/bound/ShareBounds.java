package dev.sluice.control.plan.bound;

import dev.sluice.contract.plan.Plan;
import dev.sluice.contract.snapshot.Constraints.By;
import dev.sluice.contract.snapshot.Constraints.ShareBound;
import dev.sluice.contract.snapshot.Provider;
import dev.sluice.control.plan.fill.Bound;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Turns share bounds and overrides into bounds on sums of members' shares, a human's hand first. */
public final class ShareBounds {
    private ShareBounds() {}

    /** @param eligible members that may serve; a group without any is not bounded, since nothing of it can be asked */
    public static List<Bound> of(
            List<ShareBound> shares, List<ActiveOverride> overrides, List<Provider> providers, BitSet eligible) {
        List<Bound> bounds = new ArrayList<>();
        for (ActiveOverride override : overrides) {
            // One that names nobody here asks nothing of this pool.
            boolean here = providers.stream().anyMatch(override::covers);
            if (here && override.action() != ActiveOverride.Action.DRAIN) {
                double share = override.ppm() / (double) Plan.WHOLE;
                double min = override.action() == ActiveOverride.Action.PIN ? share : 0;
                add(
                        bounds,
                        "override " + override.id(),
                        override.by(),
                        override.value(),
                        min,
                        share,
                        providers,
                        eligible);
            }
        }
        for (ShareBound bound : shares) {
            double min = bound.minPpm() / (double) Plan.WHOLE;
            double max = bound.maxPpm() / (double) Plan.WHOLE;
            String by = bound.by().name().toLowerCase(Locale.ROOT);
            if (bound.value() != null) {
                add(bounds, by + " " + bound.value(), bound.by(), bound.value(), min, max, providers, eligible);
            } else {
                groups(bound.by(), providers, eligible)
                        .forEach((value, members) -> bounds.add(new Bound(by + " " + value, members, min, max)));
            }
        }
        return bounds;
    }

    /** Members of each group that may serve. */
    private static Map<String, BitSet> groups(By by, List<Provider> providers, BitSet eligible) {
        Map<String, BitSet> groups = new LinkedHashMap<>();
        for (int i = eligible.nextSetBit(0); i >= 0; i = eligible.nextSetBit(i + 1)) {
            for (String group : Group.of(by, providers.get(i))) {
                groups.computeIfAbsent(group, none -> new BitSet()).set(i);
            }
        }
        return groups;
    }

    private static void add(
            List<Bound> bounds,
            String label,
            By by,
            String value,
            double min,
            double max,
            List<Provider> providers,
            BitSet eligible) {
        BitSet members = new BitSet();
        eligible.stream()
                .filter(i -> Group.of(by, providers.get(i)).contains(value))
                .forEach(members::set);
        if (!members.isEmpty() || min > 0) {
            bounds.add(new Bound(label, members, min, max));
        }
    }
}
