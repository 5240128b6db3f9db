package dev.sluice.engine.telemetry;

import dev.sluice.contract.plan.PlanKey;
import dev.sluice.engine.telemetry.LoopReport.RuleId;
import dev.sluice.engine.telemetry.LoopReport.TrafficId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * All counters of one event loop, by ids, so they go on when the model changes. Cells of what is not served any more stay
 * readable until {@link #MAX_CELLS} is reached.
 */
public final class LoopRecorder {
    /** Of each kind; beyond it, cells that are not in use are dropped. */
    public static final int MAX_CELLS = 10_000;

    private final Map<TrafficId, TrafficCell> traffic = new HashMap<>();
    private final Map<RuleId, RuleCell> rules = new HashMap<>();
    private final Map<PlanKey, ClassCell> classes = new HashMap<>();
    private final Set<TrafficId> trafficInUse = new HashSet<>();
    private final Set<RuleId> rulesInUse = new HashSet<>();
    private final Set<PlanKey> classesInUse = new HashSet<>();

    /** The cells asked for from now on are those in use. */
    public void modelChanged() {
        trafficInUse.clear();
        rulesInUse.clear();
        classesInUse.clear();
    }

    public TrafficCell traffic(PlanKey key, String provider) {
        TrafficId id = new TrafficId(key, provider);
        trafficInUse.add(id);
        if (traffic.size() >= MAX_CELLS) {
            traffic.keySet().retainAll(trafficInUse);
        }
        return traffic.computeIfAbsent(id, i -> new TrafficCell(key, provider));
    }

    public RuleCell rule(String route, String rule) {
        RuleId id = new RuleId(route, rule);
        rulesInUse.add(id);
        if (rules.size() >= MAX_CELLS) {
            rules.keySet().retainAll(rulesInUse);
        }
        return rules.computeIfAbsent(id, i -> new RuleCell(route, rule));
    }

    public ClassCell requests(PlanKey key) {
        classesInUse.add(key);
        if (classes.size() >= MAX_CELLS) {
            classes.keySet().retainAll(classesInUse);
        }
        return classes.computeIfAbsent(key, ClassCell::new);
    }

    /** @param nowWindow windows before it are reported */
    public LoopReport read(long nowWindow) {
        Map<TrafficId, LatencyCounts> attempts = new HashMap<>();
        traffic.forEach((id, cell) -> attempts.put(id, cell.latencies()));
        Map<RuleId, LatencyCounts> requests = new HashMap<>();
        rules.forEach((id, cell) -> requests.put(id, cell.latencies()));
        return new LoopReport(
                traffic.values().stream().map(c -> c.read(nowWindow)).toList(),
                rules.values().stream().map(c -> c.read(nowWindow)).toList(),
                classes.values().stream().map(ClassCell::read).toList(),
                attempts,
                requests);
    }
}
