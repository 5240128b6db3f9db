package dev.sluice.control.translate.policy;

import dev.sluice.contract.snapshot.Constraints;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Share bounds of several policies: one for each group, with the smaller cap and the more specific minimum. */
final class ShareBounds {
    private record Group(Constraints.By by, @Nullable String value) {}

    private ShareBounds() {}

    /** @param bounds those of the most specific policy first */
    static List<Constraints.ShareBound> merge(List<Constraints.ShareBound> bounds) {
        Map<Group, Constraints.ShareBound> merged = new LinkedHashMap<>();
        for (Constraints.ShareBound bound : bounds) {
            merged.merge(new Group(bound.by(), bound.value()), bound, ShareBounds::tighter);
        }
        return List.copyOf(merged.values());
    }

    private static Constraints.ShareBound tighter(Constraints.ShareBound specific, Constraints.ShareBound general) {
        int max = Math.min(specific.maxPpm(), general.maxPpm());
        int min = specific.minPpm() > 0 ? specific.minPpm() : general.minPpm();
        return new Constraints.ShareBound(specific.by(), specific.value(), Math.min(min, max), max);
    }
}
