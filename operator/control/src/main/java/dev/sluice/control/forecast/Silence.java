package dev.sluice.control.forecast;

import dev.sluice.control.pooling.PhiAccrual;
import dev.sluice.control.pooling.Pooled;
import dev.sluice.control.pooling.ProviderView;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Providers that are still asked and no longer answer. What waits for its timeout is no failure yet, so a silent provider looks
 * well for as long as that takes.
 *
 * @param arrivals of good answers, by provider
 */
public record Silence(Map<String, Arrivals> arrivals) {
    public static final Silence NONE = new Silence(Map.of());

    /** Fewer unanswered attempts are chance. */
    private static final long FEWEST_UNANSWERED = 5;

    /**
     * @param rhythm of good answers
     * @param answers counted when the last ones came
     * @param asked attempts counted then
     * @param unanswered attempts since
     */
    record Arrivals(PhiAccrual rhythm, long answers, long asked, long unanswered) {}

    public Silence {
        arrivals = Map.copyOf(arrivals);
    }

    public Silence then(Pooled pooled, long nowNanos) {
        Map<String, Arrivals> next = new HashMap<>();
        pooled.providers().forEach((id, view) -> next.put(id, arrivals(arrivals.get(id), view, nowNanos)));
        return new Silence(next);
    }

    /** Whether it is asked and has been silent for longer than ever. */
    public boolean of(String provider, long nowNanos) {
        Arrivals known = arrivals.get(provider);
        return known != null && known.unanswered >= FEWEST_UNANSWERED && known.rhythm.gone(nowNanos);
    }

    private static Arrivals arrivals(@Nullable Arrivals known, ProviderView view, long nowNanos) {
        if (known == null) {
            return new Arrivals(PhiAccrual.NONE, view.answers(), view.attempts(), 0);
        }
        // Any change is news: counters also fall, when a gateway is gone.
        if (view.answers() != known.answers || view.attempts() < known.asked) {
            return new Arrivals(known.rhythm.then(nowNanos), view.answers(), view.attempts(), 0);
        }
        long unanswered = view.attempts() - known.asked;
        PhiAccrual rhythm = unanswered == 0 ? known.rhythm.resumed(nowNanos) : known.rhythm;
        return new Arrivals(rhythm, known.answers, known.asked, unanswered);
    }
}
