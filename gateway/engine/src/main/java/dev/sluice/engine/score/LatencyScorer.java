package dev.sluice.engine.score;

/** The fastest candidate's peak-EWMA cost as a part of this one's: 1 for the fastest, 0.5 for one that takes twice as long. */
final class LatencyScorer implements Scorer {
    @Override
    public double score(Prospect candidate) {
        double own = candidate.latencyNanos();
        return own <= 0 ? 1 : Math.min(1, candidate.leastLatencyNanos() / own);
    }
}
