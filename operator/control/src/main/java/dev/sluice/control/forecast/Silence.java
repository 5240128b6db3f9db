package dev.sluice.control.forecast;

import dev.sluice.control.pooling.PhiAccrual;
import dev.sluice.control.pooling.Pooled;
import dev.sluice.control.pooling.ProviderView;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
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
        arrivals = Collections.unmodifiableMap(arrivals);
    }

    public Silence then(Pooled pooled, long nowNanos) {
        Map<String, Arrivals> next = HashMap.newHashMap(pooled.providers().size());
        pooled.providers().forEach((id, view) -> next.put(id, arrivals(arrivals.get(id), view, nowNanos)));
        return new Silence(next);
    }

    /** Who is asked and has been silent for longer than ever. */
    public Set<String> at(long nowNanos) {
        Set<String> silent = new HashSet<>();
        arrivals.forEach((provider, known) -> {
            if (known.unanswered >= FEWEST_UNANSWERED && known.rhythm.gone(nowNanos)) {
                silent.add(provider);
            }
        });
        return silent;
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
