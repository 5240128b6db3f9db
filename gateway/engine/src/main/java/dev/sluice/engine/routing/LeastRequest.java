package dev.sluice.engine.routing;

import dev.sluice.engine.model.CandidateSet.Candidate;
import java.util.List;

/**
 * Of two providers drawn by declared weight, the one with fewer requests under way (Mitzenmacher 2001). Between equals the
 * first drawn, so that without load the weights decide; and between priorities, since each has its part.
 */
final class LeastRequest implements Picker {
    private final WeightedDraw draw;

    LeastRequest(WeightedDraw draw) {
        this.draw = draw;
    }

    @Override
    public int pick(LoopView view, Exchange x, int[] sharesPpm, long nowNanos) {
        List<Candidate> candidates = x.candidates().candidates();
        int one = draw.draw(sharesPpm, candidates.size(), -1);
        int other = draw.draw(sharesPpm, candidates.size(), one);
        return other >= 0
                        && candidates.get(other).priority()
                                == candidates.get(one).priority()
                        && inFlight(view, candidates.get(other)) < inFlight(view, candidates.get(one))
                ? other
                : one;
    }

    private static int inFlight(LoopView view, Candidate candidate) {
        return view.serving.providers.get(candidate.provider().index()).inFlight();
    }
}
