package dev.sluice.engine.score;

/** 1 in this gateway's zone, 0.75 in its region, 0 elsewhere; 0.5 where either does not say where it is. */
final class LocalityScorer implements Scorer {
    private static final double SAME_REGION = 0.75;
    private static final double UNKNOWN = 0.5;

    @Override
    public double score(Prospect candidate) {
        Place here = candidate.here();
        var there = candidate.provider().location();
        if (here.region().isEmpty() || there.region().isEmpty()) {
            return UNKNOWN;
        }
        if (!here.region().equalsIgnoreCase(there.region())) {
            return 0;
        }
        return !here.zone().isEmpty() && here.zone().equalsIgnoreCase(there.zone()) ? 1 : SAME_REGION;
    }
}
