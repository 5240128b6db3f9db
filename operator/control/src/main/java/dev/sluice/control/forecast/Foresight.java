package dev.sluice.control.forecast;

import dev.sluice.control.pooling.Cell;
import dev.sluice.control.pooling.CellView;
import dev.sluice.control.pooling.Pooled;
import dev.sluice.control.pooling.Rates;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Outlooks of everything that is measured well enough to have one. Grows by {@link #then}, once per plan. */
public final class Foresight {
    /** How far ahead it looks. */
    public static final int HORIZON_SECONDS = 20;

    public static final Foresight NONE = new Foresight(Map.of());

    /** Fewer faded samples make no series. */
    private static final double MIN_SAMPLES = 20;

    /** Fewer failures than this are chance and no trend. */
    private static final double MIN_FAILURES = 5;

    private static final int SHORT = 0;
    private static final int MIDDLE = 1;
    private static final int MOST_STEPS = 20;

    private final Map<Cell, Outlook> outlooks;

    private Foresight(Map<Cell, Outlook> outlooks) {
        this.outlooks = outlooks;
    }

    /** @param errorRate at the horizon; @param attainment within the target at the horizon */
    public record Expected(double errorRate, double attainment) {}

    /** @param intervalNanos between plans */
    public Foresight then(Pooled pooled, long intervalNanos) {
        int steps = (int) Math.clamp(HORIZON_SECONDS * 1_000_000_000L / Math.max(1, intervalNanos), 1, MOST_STEPS);
        Map<Cell, Outlook> next = new HashMap<>();
        pooled.cells().forEach((cell, view) -> {
            if (view.rates().get(MIDDLE).judged() >= MIN_SAMPLES) {
                next.put(cell, outlook(outlooks.get(cell), view, steps));
            }
        });
        return new Foresight(Map.copyOf(next));
    }

    /** Empty where too little is measured to say anything. */
    public Optional<Expected> of(Cell cell, long targetNanos) {
        return Optional.ofNullable(outlooks.get(cell))
                .map(each -> new Expected(each.errorRate(), each.attainment(targetNanos)));
    }

    /** Everything that is foreseen, for people. */
    public Map<Cell, Foreseen> shown() {
        return outlooks.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, each -> each.getValue().shown()));
    }

    private static Outlook outlook(@Nullable Outlook known, CellView view, int steps) {
        boolean fits = known != null && known.errors().foreseen().length == steps;
        Series errors = known != null && fits ? known.errors() : Series.start(steps);
        Series medians = known != null && fits ? known.logMedian() : Series.start(steps);
        Rates recent = view.rates().get(view.rates().get(SHORT).judged() >= MIN_SAMPLES ? SHORT : MIDDLE);
        boolean timed = view.p50Nanos() > 0 && view.p95Nanos() > view.p50Nanos();
        return new Outlook(
                errors.then(recent.errorRate() * recent.judged() >= MIN_FAILURES ? recent.errorRate() : 0),
                timed ? medians.then(Math.log(view.p50Nanos())) : medians,
                timed ? Math.log((double) view.p95Nanos() / view.p50Nanos()) : 0);
    }
}
