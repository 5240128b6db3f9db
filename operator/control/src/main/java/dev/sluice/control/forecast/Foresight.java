package dev.sluice.control.forecast;

import dev.sluice.contract.plan.PlanKey;
import dev.sluice.control.pooling.Cell;
import dev.sluice.control.pooling.CellView;
import dev.sluice.control.pooling.Pooled;
import dev.sluice.control.pooling.Rates;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Outlooks of everything that is measured well enough to have one. Grows by {@link #then}, once per plan. */
public final class Foresight {
    /** How far ahead it looks. */
    public static final int HORIZON_SECONDS = 20;

    public static final Foresight NONE = new Foresight(Map.of(), Map.of(), Silence.NONE);

    /** Fewer faded samples make no series. */
    private static final double MIN_SAMPLES = 20;

    /** Fewer failures than this are chance and no trend. */
    private static final double MIN_FAILURES = 5;

    /** Medians that differ by less than a twentieth are the same. */
    private static final double LEAST_LOG_SIGMA = 0.05;

    /** Jobs that start on the hour slow providers by the hour. */
    private static final int SEASON_MINUTES = 60;

    private static final int SHORT = 0;
    private static final int MIDDLE = 1;
    private static final int MOST_STEPS = 20;

    private final Map<Cell, Outlook> outlooks;
    private final Map<PlanKey, DemandOutlook> demands;
    private final Silence silence;

    private Foresight(Map<Cell, Outlook> outlooks, Map<PlanKey, DemandOutlook> demands, Silence silence) {
        this.outlooks = Collections.unmodifiableMap(outlooks);
        this.demands = demands;
        this.silence = silence;
    }

    /**
     * @param errorRate at the horizon
     * @param attainment within the target at the horizon
     * @param skill of what made them differ from now: one is perfect; empty where forecasts are off for want of it
     */
    public record Expected(double errorRate, double attainment, OptionalDouble skill) {}

    /**
     * @param demand requests per second now, by key
     * @param intervalNanos between plans
     */
    public Foresight then(Pooled pooled, Map<PlanKey, Double> demand, long intervalNanos, long nowNanos) {
        int steps = (int) Math.clamp(HORIZON_SECONDS * 1_000_000_000L / Math.max(1, intervalNanos), 1, MOST_STEPS);
        long horizonNanos = steps * intervalNanos;
        Map<Cell, Outlook> next = LinkedHashMap.newLinkedHashMap(outlooks.size());
        pooled.cells().forEach((cell, view) -> {
            if (view.rates().get(MIDDLE).judged() >= MIN_SAMPLES) {
                next.put(cell, outlook(outlooks.get(cell), view, steps, horizonNanos, nowNanos));
            }
        });
        Map<PlanKey, DemandOutlook> nextDemands = new HashMap<>();
        demand.forEach((key, perSecond) -> {
            DemandOutlook known = demands.get(key);
            boolean fits = known != null && known.demand().pending().steps() == steps;
            nextDemands.put(
                    key,
                    (known != null && fits ? known : DemandOutlook.start(steps))
                            .then(perSecond, nowNanos, horizonNanos));
        });
        return new Foresight(next, nextDemands, silence.then(pooled, nowNanos));
    }

    /** Empty where too little is measured to say anything. */
    public Optional<Expected> of(Cell cell, long targetNanos) {
        return Optional.ofNullable(outlooks.get(cell))
                .map(each -> new Expected(each.errorRate(), each.attainment(targetNanos), each.skill()));
    }

    /** Everything that is foreseen, for people. */
    public Map<Cell, Foreseen> shown() {
        Map<Cell, Foreseen> shown = HashMap.newHashMap(outlooks.size());
        outlooks.forEach((cell, each) -> shown.put(cell, each.shown()));
        return Collections.unmodifiableMap(shown);
    }

    /** Requests per second expected at the horizon; {@code now} where the forecast has no skill. */
    public double demand(PlanKey key, double now) {
        DemandOutlook known = demands.get(key);
        return known == null ? now : Math.max(now, known.ahead());
    }

    /** Providers that are asked and have stopped to answer. */
    public Set<String> silent(long nowNanos) {
        return silence.at(nowNanos);
    }

    private static Outlook outlook(
            @Nullable Outlook known, CellView view, int steps, long horizonNanos, long nowNanos) {
        boolean fits = known != null && known.errors().pending().steps() == steps;
        Outlook before = known != null && fits
                ? known
                : new Outlook(
                        Series.start(steps, SEASON_MINUTES), Series.start(steps, SEASON_MINUTES), Cusum.start(), 0);
        Rates recent = view.rates().get(view.rates().get(SHORT).judged() >= MIN_SAMPLES ? SHORT : MIDDLE);
        double errors = recent.errorRate() * recent.judged() >= MIN_FAILURES ? recent.errorRate() : 0;
        boolean timed = view.p50Nanos() > 0 && view.p95Nanos() > view.p50Nanos();
        double median = timed ? Math.log(view.p50Nanos()) : 0;
        return new Outlook(
                before.errors().then(errors, nowNanos, horizonNanos),
                timed ? before.logMedian().then(median, nowNanos, horizonNanos) : before.logMedian(),
                timed ? before.change().then(median, LEAST_LOG_SIGMA) : before.change(),
                timed ? Math.log((double) view.p95Nanos() / view.p50Nanos()) : 0);
    }
}
