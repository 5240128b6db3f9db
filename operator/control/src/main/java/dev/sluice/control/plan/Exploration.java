package dev.sluice.control.plan;

import dev.sluice.contract.observation.ProviderSight.Health;
import dev.sluice.control.plan.assess.Candidate;
import dev.sluice.control.plan.step.Standing;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What each provider gets whatever it is worth, so that it is known. All together get a part of the traffic that does not grow with
 * their number, and many identities of one organization do not take it from the others.
 */
final class Exploration {
    /** All exploration together, spread over the members but within the two bounds below. */
    private static final double EXPLORATION = 0.04;

    /** What a provider gets that is well by probes and must show what it does with real requests, new or back. */
    private static final double PROBATION = 0.02;

    static final double FLOOR_MIN = 0.004;
    static final double FLOOR_MAX = 0.01;

    /** Providers of one organization beyond these share what these would get. */
    private static final int COUNTED = 5;

    private final List<Candidate> candidates;
    private final Explored members;

    Exploration(List<Candidate> candidates) {
        this.candidates = candidates;
        this.members = Explored.of(candidates, Candidate::eligible);
    }

    /** Every provider that may serve keeps a little: gateways take a share of zero for a drain and would not even retry there. */
    double[] traces() {
        double[] traces = new double[candidates.size()];
        for (int i = 0; i < traces.length; i++) {
            Candidate each = candidates.get(i);
            traces[i] = each.eligible() ? Math.min(FLOOR_MIN, members.part(each)) : 0;
        }
        return traces;
    }

    /** Enough to judge each by; only a trace for one that is down, since probes or the little it gets will show its return. */
    double[] floors() {
        Explored unknown = Explored.of(candidates, each -> each.eligible() && each.standing() == Standing.UNKNOWN);
        double[] floors = traces();
        for (int i = 0; i < floors.length; i++) {
            Candidate candidate = candidates.get(i);
            if (floors[i] > 0 && candidate.standing() != Standing.DOWN) {
                double floor = Math.max(floors[i], Math.min(FLOOR_MAX, members.part(candidate)));
                boolean returning = candidate.standing() == Standing.UNKNOWN
                        && candidate.view().health() == Health.HEALTHY;
                floors[i] = returning ? Math.max(floor, Math.min(PROBATION, unknown.part(candidate))) : floor;
            }
        }
        return floors;
    }

    /** Those among whom exploration is shared out. */
    private record Explored(Map<String, Integer> byOrganization, int counted) {
        static Explored of(List<Candidate> candidates, Predicate<Candidate> which) {
            Map<String, Integer> members = new HashMap<>();
            for (Candidate each : candidates) {
                if (which.test(each)) {
                    members.merge(each.provider().organization(), 1, Integer::sum);
                }
            }
            int counted = 0;
            for (int own : members.values()) {
                counted += Math.min(own, COUNTED);
            }
            return new Explored(members, Math.max(1, counted));
        }

        double part(Candidate candidate) {
            int own = byOrganization.getOrDefault(candidate.provider().organization(), 1);
            return EXPLORATION / counted * Math.min(own, COUNTED) / own;
        }
    }
}
