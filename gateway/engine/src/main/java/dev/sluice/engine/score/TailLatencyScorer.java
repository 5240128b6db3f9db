package dev.sluice.engine.score;

/** As {@link LatencyScorer}, by the 95th percentile of the request class. Below 100 ms all are alike. */
final class TailLatencyScorer implements Scorer {
    private static final double UNKNOWN = 0.5;

    @Override
    public double score(Prospect candidate) {
        long own = candidate.tailNanos();
        return own <= 0 ? UNKNOWN : Math.min(1, (double) candidate.leastTailNanos() / own);
    }
}
