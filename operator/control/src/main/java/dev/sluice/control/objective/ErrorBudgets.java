package dev.sluice.control.objective;

import dev.sluice.contract.observation.ClassTraffic;
import dev.sluice.contract.observation.Observation;
import dev.sluice.contract.plan.PlanKey;
import dev.sluice.contract.snapshot.Objectives;
import dev.sluice.contract.snapshot.Policy;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The error budgets of a Gateway's policies and classes, made from what its processes counted since they were read last. Immutable.
 */
public final class ErrorBudgets {
    private static final long DEFAULT_WINDOW_NANOS = 720L * 3_600_000_000_000L;

    /** Where a process's counters stood is remembered for so long after its last reading. */
    private static final long FORGET_NANOS = 600_000_000_000L;

    /** A process younger than this when it is first seen has counted nothing that somebody else may have booked. */
    private static final long YOUNG_MILLIS = 60_000;

    private final Map<ClassKey, Burn> burns;
    private final Map<Process, Reading> read;
    private final long atNanos;

    private record Process(String reporter, long startedAtMillis) {}

    private record Reading(long atMillis, long seenNanos, Map<PlanKey, ClassTraffic> classes) {}

    private ErrorBudgets(Map<ClassKey, Burn> burns, Map<Process, Reading> read, long atNanos) {
        this.burns = Map.copyOf(burns);
        this.read = Map.copyOf(read);
        this.atNanos = atNanos;
    }

    /** Goes on from what an earlier leader wrote of each class's whole window. */
    public static ErrorBudgets start(Map<ClassKey, Outcomes> whole, long nowNanos) {
        Map<ClassKey, Burn> burns = new HashMap<>();
        whole.forEach((key, outcomes) -> burns.put(key, Burn.restored(outcomes)));
        return new ErrorBudgets(burns, Map.of(), nowNanos);
    }

    /** What is judged over: that of the availability objective, or 30 days. */
    static long windowNanos(Objectives objectives) {
        Objectives.Availability availability = objectives.availability();
        return availability == null ? DEFAULT_WINDOW_NANOS : availability.windowNanos();
    }

    public ErrorBudgets then(List<Observation> observations, List<Policy> policies, long nowNanos) {
        double seconds = (nowNanos - atNanos) / 1e9;
        if (seconds <= 0) {
            return this;
        }
        Map<Process, Reading> next = new HashMap<>(read);
        next.values().removeIf(each -> nowNanos - each.seenNanos() > FORGET_NANOS);
        Map<ClassKey, Outcomes> news = new HashMap<>();
        for (Observation observation : observations) {
            Process process = new Process(observation.reporter(), observation.startedAtMillis());
            Reading before = read.get(process);
            if (before == null || before.atMillis() < observation.atMillis()) {
                count(observation, before, news);
                next.put(process, reading(observation, nowNanos));
            }
        }
        Map<String, Long> windows = new HashMap<>();
        policies.stream()
                .filter(ErrorBudgets::isJudged)
                .forEach(policy -> windows.put(policy.id(), windowNanos(policy.objectives())));
        Set<ClassKey> keys = new HashSet<>(burns.keySet());
        keys.addAll(news.keySet());
        Map<ClassKey, Burn> after = new HashMap<>();
        for (ClassKey key : keys) {
            Long window = windows.get(key.policy());
            if (window != null) {
                Outcomes seen = news.getOrDefault(key, Outcomes.NONE).over(seconds);
                after.put(key, burns.getOrDefault(key, Burn.NONE).then(seen, window));
            }
        }
        return new ErrorBudgets(after, next, nowNanos);
    }

    /** Of all classes with an objective that were ever asked for, in a fixed order. */
    public List<ClassStand> stands(List<Policy> policies) {
        Map<String, Objectives> objectives =
                policies.stream().collect(Collectors.toMap(Policy::id, Policy::objectives, (a, b) -> a));
        return burns.entrySet().stream()
                .filter(each -> objectives.containsKey(each.getKey().policy()))
                .map(each -> new ClassStand(
                        each.getKey(),
                        each.getValue()
                                .budgets(objectives.getOrDefault(each.getKey().policy(), Objectives.NONE)),
                        each.getValue().whole()))
                .filter(each -> !each.budgets().isEmpty())
                .sorted(Comparator.comparing((ClassStand each) -> each.key().policy())
                        .thenComparing(each -> each.key().requestClass()))
                .toList();
    }

    private static boolean isJudged(Policy policy) {
        return policy.objectives().availability() != null || policy.objectives().latency() != null;
    }

    private static void count(Observation observation, @Nullable Reading before, Map<ClassKey, Outcomes> news) {
        boolean young = observation.atMillis() - observation.startedAtMillis() <= YOUNG_MILLIS;
        if (before == null && !young) {
            return;
        }
        for (ClassTraffic now : observation.classes()) {
            ClassTraffic earlier = before == null ? null : before.classes().get(now.key());
            ClassTraffic from = earlier == null ? new ClassTraffic(now.key(), 0, 0, 0, 0) : earlier;
            news.merge(ClassKey.of(now.key()), Outcomes.NONE.plus(now, from), ErrorBudgets::sum);
        }
    }

    private static Outcomes sum(Outcomes a, Outcomes b) {
        return new Outcomes(0, a.requests() + b.requests(), a.unanswered() + b.unanswered(), a.late() + b.late());
    }

    private static Reading reading(Observation observation, long nowNanos) {
        return new Reading(
                observation.atMillis(),
                nowNanos,
                observation.classes().stream().collect(Collectors.toMap(ClassTraffic::key, each -> each)));
    }
}
