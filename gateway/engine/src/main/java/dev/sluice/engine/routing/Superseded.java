package dev.sluice.engine.routing;

import dev.sluice.engine.model.CandidateSet;
import dev.sluice.engine.model.RuntimeModel;
import java.util.List;

/**
 * What a newer model says of a request that began under an older one. A request keeps the model it began with, but what is forbidden
 * holds for each attempt: none is begun at a provider that the newest model knows and does not let serve. Called only for retries and
 * hedges during which a model was swapped; allocates nothing.
 */
final class Superseded {
    private Superseded() {}

    /** Takes the shares of those who may not serve any more. @return whether anybody is left */
    static boolean strike(RuntimeModel newest, CandidateSet set, int[] sharesPpm) {
        boolean left = false;
        for (int i = 0; i < set.candidates().size(); i++) {
            String provider = set.candidates().get(i).provider().id();
            if (sharesPpm[i] > 0 && knows(newest, provider) && !serves(newest, set, provider)) {
                sharesPpm[i] = 0;
            }
            left |= sharesPpm[i] > 0;
        }
        return left;
    }

    /** By the set of the same key; where policies were renamed or merged since, by any of the pool's. */
    private static boolean serves(RuntimeModel newest, CandidateSet set, String provider) {
        boolean somewhere = false;
        List<CandidateSet> sets = newest.candidateSets();
        for (int i = 0; i < sets.size(); i++) {
            CandidateSet now = sets.get(i);
            if (now.key().equals(set.key())) {
                return holds(now, provider);
            }
            somewhere |= now.key().pool().equals(set.key().pool()) && holds(now, provider);
        }
        return somewhere;
    }

    private static boolean knows(RuntimeModel newest, String provider) {
        for (int i = 0; i < newest.providers().size(); i++) {
            if (newest.providers().get(i).id().equals(provider)) {
                return true;
            }
        }
        return false;
    }

    private static boolean holds(CandidateSet set, String provider) {
        for (int i = 0; i < set.candidates().size(); i++) {
            if (set.candidates().get(i).provider().id().equals(provider)) {
                return true;
            }
        }
        return false;
    }
}
