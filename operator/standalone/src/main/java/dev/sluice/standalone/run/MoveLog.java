package dev.sluice.standalone.run;

import dev.sluice.contract.observation.ProviderSight.Health;
import dev.sluice.contract.plan.Plan;
import dev.sluice.contract.plan.PlanKey;
import dev.sluice.control.plan.Decision;
import dev.sluice.standalone.log.EventLog;
import dev.sluice.standalone.view.History;
import dev.sluice.standalone.view.Move;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Remembers which shares changed: every visible step for the history, and what an operator should find in the log: shares
 * that went far, and health that changed. Owned by the control thread.
 */
final class MoveLog {
    private static final EventLog LOG = EventLog.of(MoveLog.class);
    private static final int VISIBLE_PPM = 1_000;
    private static final int FAR_PPM = 100_000;

    private final History history;
    private final Map<Place, Integer> shown = new HashMap<>();
    private final Map<Place, Integer> logged = new HashMap<>();
    private final Map<String, Health> health = new HashMap<>();

    MoveLog(History history) {
        this.history = history;
    }

    void decided(String gateway, List<Decision> decisions, long nowMillis) {
        for (Decision decision : decisions) {
            Place place = new Place(gateway, decision.key(), decision.provider());
            Integer before = shown.putIfAbsent(place, decision.sharePpm());
            if (before != null && Math.abs(before - decision.sharePpm()) >= VISIBLE_PPM) {
                shown.put(place, decision.sharePpm());
                history.add(move(gateway, decision, before, nowMillis));
            }
            logFar(place, decision);
            logHealth(gateway, decision);
        }
    }

    private void logFar(Place place, Decision decision) {
        Integer before = logged.putIfAbsent(place, decision.sharePpm());
        if (before != null && Math.abs(before - decision.sharePpm()) >= FAR_PPM) {
            logged.put(place, decision.sharePpm());
            LOG.info(
                    "share moved",
                    "gateway",
                    place.gateway(),
                    "pool",
                    decision.key().pool(),
                    "class",
                    decision.key().requestClass(),
                    "provider",
                    decision.provider(),
                    "fromPercent",
                    before * 100 / Plan.WHOLE,
                    "toPercent",
                    decision.sharePpm() * 100 / Plan.WHOLE,
                    "reason",
                    decision.reason());
        }
    }

    private void logHealth(String gateway, Decision decision) {
        Health before = health.put(gateway + "|" + decision.provider(), decision.health());
        if (before != null && before != decision.health()) {
            LOG.info(
                    "provider health changed",
                    "gateway",
                    gateway,
                    "provider",
                    decision.provider(),
                    "from",
                    before,
                    "to",
                    decision.health());
        }
    }

    private static Move move(String gateway, Decision decision, int before, long nowMillis) {
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

    private record Place(String gateway, PlanKey key, String provider) {}
}
