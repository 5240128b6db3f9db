package dev.sluice.standalone.run;

import dev.sluice.control.plan.Decision;
import dev.sluice.control.view.History;
import dev.sluice.control.view.Move;
import dev.sluice.control.view.Moves;
import dev.sluice.control.view.Moves.Changes;
import dev.sluice.control.view.Moves.HealthChange;
import dev.sluice.standalone.log.EventLog;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Puts visible moves into the history, and what an operator should find into the log. Owned by the control thread. */
final class MoveLog {
    private static final EventLog LOG = EventLog.of(MoveLog.class);

    private final History history;
    private final Map<String, Moves> byGateway = new HashMap<>();

    MoveLog(History history) {
        this.history = history;
    }

    void decided(String gateway, List<Decision> decisions, long nowMillis) {
        Changes changes = byGateway.computeIfAbsent(gateway, Moves::new).decided(decisions, nowMillis);
        changes.visible().forEach(history::add);
        changes.far().forEach(MoveLog::log);
        changes.health().forEach(change -> log(gateway, change));
    }

    private static void log(Move move) {
        LOG.info(
                "share moved",
                "gateway",
                move.gateway(),
                "pool",
                move.pool(),
                "class",
                move.requestClass(),
                "provider",
                move.provider(),
                "fromPercent",
                Math.round(move.from() * 100),
                "toPercent",
                Math.round(move.to() * 100),
                "reason",
                move.reason());
    }

    private static void log(String gateway, HealthChange change) {
        LOG.info(
                "provider health changed",
                "gateway",
                gateway,
                "provider",
                change.provider(),
                "from",
                change.from(),
                "to",
                change.to());
    }
}
