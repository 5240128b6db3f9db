package dev.sluice.engine.routing;

import dev.sluice.engine.model.CandidateSet.Candidate;
import dev.sluice.engine.score.Scorers;
import java.util.List;

/**
 * Of two candidates drawn apart by declared weight, the one with the better score. Whoever scores best gets at most
 * 1 − (1 − w)² of the requests by its part w of the weights, so many gateways that see the same do not all run to one, and
 * whoever scores worst keeps w², so that it is still measured (Mitzenmacher 2001). Between priorities the first drawn, since each
 * has its part.
 */
final class WeightedScore implements Picker {
    /** Closer scores are no reason. */
    private static final double ALIKE = 0.001;

    private final WeightedDraw draw;
    private final Contender contender;

    WeightedScore(WeightedDraw draw, Contender contender) {
        this.draw = draw;
        this.contender = contender;
    }

    @Override
    public int pick(LoopView view, Exchange x, int[] sharesPpm, long nowNanos) {
        List<Candidate> candidates = x.candidates().candidates();
        int one = draw.draw(sharesPpm, candidates.size(), -1);
        int other = draw.draw(sharesPpm, candidates.size(), -1);
        if (one == other
                || candidates.get(one).priority() != candidates.get(other).priority()) {
            return one;
        }
        Scorers scorers = x.candidates().pool().scorers();
        contender.round(view, x, sharesPpm, nowNanos);
        double score = scorers.score(contender.at(one));
        return scorers.score(contender.at(other)) > score + ALIKE ? other : one;
    }
}
