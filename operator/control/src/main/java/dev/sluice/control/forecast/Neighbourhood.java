package dev.sluice.control.forecast;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What fails together: what most of a region show, the others are expected to show next. The witnesses are organizations, not
 * endpoints: many endpoints of one that do alike are one witness.
 */
public final class Neighbourhood {
    /** Good answers lost that make a neighbour a warning. */
    private static final double WARNING = 0.1;

    /** Of what the failing ones lost, so much is expected of the others. */
    private static final double PASSED_ON = 0.5;

    private static final int FEWEST = 2;

    private Neighbourhood() {}

    /** Endpoints of one organization in one domain. */
    private static final class Witness {
        private int known;
        private double lost;

        double loss() {
            return lost / known;
        }

        Witness with(double loss) {
            known++;
            lost += loss;
            return this;
        }
    }

    /**
     * Part of good answers each is expected to lose.
     *
     * @param domains failure domain of each
     * @param organizations behind each
     * @param losses part of good answers each has lost, NaN where unknown
     */
    public static double[] expected(List<String> domains, List<String> organizations, double[] losses) {
        Map<String, Map<String, Witness>> byDomain = new HashMap<>();
        for (int i = 0; i < losses.length; i++) {
            if (!Double.isNaN(losses[i])) {
                byDomain.computeIfAbsent(domains.get(i), none -> new HashMap<>())
                        .computeIfAbsent(organizations.get(i), none -> new Witness())
                        .with(losses[i]);
            }
        }
        double[] expected = new double[losses.length];
        for (int i = 0; i < losses.length; i++) {
            Map<String, Witness> witnesses = byDomain.getOrDefault(domains.get(i), Map.of());
            expected[i] = expected(witnesses, organizations.get(i), losses[i]);
        }
        return expected;
    }

    /** @param own what this one has lost, which is no news to it */
    private static double expected(Map<String, Witness> witnesses, String organization, double own) {
        int others = 0;
        int failing = 0;
        double lost = 0;
        for (Map.Entry<String, Witness> each : witnesses.entrySet()) {
            Witness witness = each.getValue();
            boolean alone = each.getKey().equals(organization) && !Double.isNaN(own);
            if (alone && witness.known == 1) {
                continue;
            }
            double loss = alone ? (witness.lost - own) / (witness.known - 1) : witness.loss();
            others++;
            if (loss > WARNING) {
                failing++;
                lost += loss;
            }
        }
        boolean warned = failing >= FEWEST && 2 * failing > others;
        return warned ? PASSED_ON * lost / failing : 0;
    }
}
