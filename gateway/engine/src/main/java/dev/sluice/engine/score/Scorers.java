package dev.sluice.engine.score;

import dev.sluice.contract.snapshot.Pool;
import java.util.List;

/**
 * What a pool judges candidates by: the mean of its scorers, by weight.
 *
 * <p>A new scorer is a class beside these, a name in the contract and a line in {@link #named}.
 */
public final class Scorers {
    private final Scorer[] scorers;
    private final double[] weights;

    /** @param weight above 0, relative to the others' */
    public record Weighted(Scorer scorer, double weight) {}

    /** @param parts none for a pool that scores nothing: all are alike */
    public Scorers(List<Weighted> parts) {
        double sum = parts.stream().mapToDouble(Weighted::weight).sum();
        scorers = parts.stream().map(Weighted::scorer).toArray(Scorer[]::new);
        weights = parts.stream().mapToDouble(part -> part.weight() / sum).toArray();
    }

    public static Scorers of(List<Pool.Scorer> declared) {
        return new Scorers(declared.stream()
                .map(each -> new Weighted(named(each.name()), each.weight()))
                .toList());
    }

    /** The one that a name of the contract means. */
    public static Scorer named(Pool.Scorer.Name name) {
        return switch (name) {
            case LATENCY -> new LatencyScorer();
            case TAIL_LATENCY -> new TailLatencyScorer();
            case ERRORS -> new ErrorsScorer();
            case HEAD_LAG -> new HeadLagScorer();
            case PRICE -> new PriceScorer();
            case HEADROOM -> new HeadroomScorer();
            case TRUST -> new TrustScorer();
            case DIVERSITY -> new DiversityScorer();
            case LOCALITY -> new LocalityScorer();
        };
    }

    /** @return within [0, 1], higher is better */
    public double score(Prospect candidate) {
        double score = 0;
        for (int i = 0; i < scorers.length; i++) {
            score += weights[i] * scorers[i].score(candidate);
        }
        return score;
    }
}
