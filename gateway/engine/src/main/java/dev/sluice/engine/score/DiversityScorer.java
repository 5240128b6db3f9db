package dev.sluice.engine.score;

/** One through the number of candidates that the same business is behind. */
final class DiversityScorer implements Scorer {
    @Override
    public double score(Prospect candidate) {
        return 1.0 / Math.max(1, candidate.ofSameOrganization());
    }
}
