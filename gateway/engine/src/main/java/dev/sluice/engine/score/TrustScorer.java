package dev.sluice.engine.score;

import dev.sluice.contract.snapshot.ProviderClass;

/** By kind of seller: who can be named and sued. The planner weighs trust the same. */
public final class TrustScorer implements Scorer {
    @Override
    public double score(Prospect candidate) {
        return of(candidate.provider().providerClass());
    }

    /** @return within [0, 1], higher is better */
    public static double of(ProviderClass providerClass) {
        return switch (providerClass) {
            case SERVICE, HYPERSCALER -> 1.0;
            case BARE_METAL -> 0.9;
            case EDGE -> 0.7;
            case DECENTRALIZED -> 0.4;
        };
    }
}
