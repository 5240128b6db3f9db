package dev.sluice.control.view;

import dev.sluice.contract.observation.ProviderSight.Health;
import dev.sluice.contract.plan.Plan;
import dev.sluice.contract.plan.PlanKey;
import dev.sluice.control.plan.Decision;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Remembers one Gateway's shares and says which changed: every visible step for the history, and what people should find
 * in a log or an Event: shares that went far, and health that changed. What is seen first is no change. Owned by the
 * control thread.
 */
public final class Moves {
    private static final int VISIBLE_PPM = 1_000;
    private static final int FAR_PPM = 100_000;

    private final String gateway;
    private final Map<Place, Integer> shown = new HashMap<>();
    private final Map<Place, Integer> told = new HashMap<>();
    private final Map<String, Health> health = new HashMap<>();

    public Moves(String gateway) {
        this.gateway = gateway;
    }

    /** @param decisions all of the Gateway's; what is no longer among them is forgotten */
    public Changes decided(List<Decision> decisions, long nowMillis) {
        List<Move> visible = new ArrayList<>();
        List<Move> far = new ArrayList<>();
        List<HealthChange> changes = new ArrayList<>();
        Set<Place> places = new HashSet<>();
        Set<String> providers = new HashSet<>();
        for (Decision decision : decisions) {
            Place place = new Place(decision.key(), decision.provider());
            if (moved(shown, place, decision, VISIBLE_PPM)) {
                visible.add(move(decision, swap(shown, place, decision), nowMillis));
            }
            if (moved(told, place, decision, FAR_PPM)) {
                far.add(move(decision, swap(told, place, decision), nowMillis));
            }
            Health before = health.put(decision.provider(), decision.health());
            if (before != null && before != decision.health()) {
                changes.add(new HealthChange(decision.provider(), before, decision.health()));
            }
            places.add(place);
            providers.add(decision.provider());
        }
        shown.keySet().retainAll(places);
        told.keySet().retainAll(places);
        health.keySet().retainAll(providers);
        return new Changes(visible, far, changes);
    }

    private static boolean moved(Map<Place, Integer> known, Place place, Decision decision, int atLeastPpm) {
        Integer before = known.putIfAbsent(place, decision.sharePpm());
        return before != null && Math.abs(before - decision.sharePpm()) >= atLeastPpm;
    }

    private static int swap(Map<Place, Integer> known, Place place, Decision decision) {
        Integer before = known.put(place, decision.sharePpm());
        return before == null ? decision.sharePpm() : before;
    }

    private Move move(Decision decision, int before, long nowMillis) {
        PlanKey key = decision.key();
        return new Move(
                nowMillis,
                gateway,
                key.policy(),
                key.pool(),
                key.requestClass(),
                decision.provider(),
                (double) before / Plan.WHOLE,
                (double) decision.sharePpm() / Plan.WHOLE,
                decision.reason());
    }

    /**
     * What one plan changed.
     *
     * @param visible shares that a chart would show to have moved since they were visible last
     * @param far shares a tenth of the traffic or more from where they were told last
     * @param health of providers, as pooled
     */
    public record Changes(List<Move> visible, List<Move> far, List<HealthChange> health) {
        public Changes {
            visible = List.copyOf(visible);
            far = List.copyOf(far);
            health = List.copyOf(health);
        }
    }

    /** A provider that looks better or worse than before. */
    public record HealthChange(String provider, Health from, Health to) {}

    private record Place(PlanKey key, String provider) {}
}
