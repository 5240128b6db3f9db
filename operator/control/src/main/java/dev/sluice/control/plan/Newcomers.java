package dev.sluice.control.plan;

import dev.sluice.control.plan.assess.Candidate;
import dev.sluice.control.plan.step.ShareState;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How much providers may get that joined a pool lately: whoever sets up new identities to be trusted anew gets little for them, one
 * organization together no more than one of its providers. It gives way like capacity, where the others cannot take everything.
 */
final class Newcomers {
    /** All new providers of one organization. */
    private static final double MOST = 0.05;

    /** The same in millionths: who has more is not new. */
    static final int MOST_PPM = 50_000;

    private Newcomers() {}

    /** Highest share of each; 1 for those that are not new. */
    static double[] limits(List<Candidate> candidates, List<ShareState> states, long nowNanos) {
        Map<String, Integer> byOrganization = new HashMap<>();
        for (int i = 0; i < candidates.size(); i++) {
            if (states.get(i).isNew(nowNanos)) {
                byOrganization.merge(candidates.get(i).provider().organization(), 1, Integer::sum);
            }
        }
        double[] limits = new double[candidates.size()];
        Arrays.setAll(
                limits,
                i -> states.get(i).isNew(nowNanos)
                        ? MOST
                                / byOrganization.getOrDefault(
                                        candidates.get(i).provider().organization(), 1)
                        : 1);
        return limits;
    }
}
