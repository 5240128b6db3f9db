package dev.sluice.engine.routing;

import dev.sluice.engine.model.CandidateSet.Candidate;
import java.util.List;

/**
 * Weighted rendezvous hashing (Thaler and Ravishankar 1998, with weights by Schindelhauer and Schomaker 2005): each candidate draws a
 * number from the key and its own name, and the highest wins. Who goes takes only its own keys with it, who comes takes a
 * part of everybody's by its weight, and every gateway agrees without a ring that has to be built.
 */
final class ConsistentHash implements Picker {
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;
    private static final double UNIT = 0x1.0p-53;

    private final Picker withoutKey;

    /** @param withoutKey for requests that have nothing to hash */
    ConsistentHash(Picker withoutKey) {
        this.withoutKey = withoutKey;
    }

    @Override
    public int pick(LoopView view, Exchange x, int[] sharesPpm, long nowNanos) {
        if (x.hashKey == HashKey.NONE) {
            return withoutKey.pick(view, x, sharesPpm, nowNanos);
        }
        List<Candidate> candidates = x.candidates().candidates();
        int winner = -1;
        double highest = 0;
        for (int i = 0; i < candidates.size(); i++) {
            if (sharesPpm[i] > 0) {
                double drawn = sharesPpm[i]
                        / -Math.log(
                                uniform(x.hashKey, candidates.get(i).provider().id()));
                if (winner < 0 || drawn > highest) {
                    winner = i;
                    highest = drawn;
                }
            }
        }
        return winner;
    }

    /** In (0, 1), the same for the same two. The finalizer is SplitMix64's (Steele, Lea and Flood 2014). */
    private static double uniform(long key, String provider) {
        long mixed = key ^ provider.hashCode() * GOLDEN;
        mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        mixed ^= mixed >>> 31;
        return ((mixed >>> 11) + 0.5) * UNIT;
    }
}
