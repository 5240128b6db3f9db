package dev.sluice.operator.event;

import dev.sluice.contract.plan.Plan;
import dev.sluice.contract.plan.PlanKey;
import dev.sluice.contract.snapshot.Provider;
import dev.sluice.control.plan.Decision;
import dev.sluice.operator.status.GatewayView;
import dev.sluice.operator.status.Known;
import dev.sluice.operator.status.measure.Amounts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Shares that went far since they were told last. Owned by one thread. */
final class ShareShifts {
    private static final int FAR_PPM = 100_000;

    private final Map<Place, Integer> told = new HashMap<>();

    private record Place(String gateway, PlanKey key, String provider) {}

    /**
     * What moved for one key of one Gateway, the farthest first.
     *
     * @param key what it is for
     * @param note {@code aws-us-east-1 50% → 12%: <reason>; metal-fra 50% → 88%}
     */
    record Shift(String gateway, PlanKey key, String note) {}

    List<Shift> find(Known known) {
        List<Shift> shifts = new ArrayList<>();
        Set<Place> there = new HashSet<>();
        for (GatewayView gateway : known.gateways()) {
            Map<PlanKey, List<Decision>> byKey = gateway.planned().stream()
                    .flatMap(plan -> plan.decisions().stream())
                    .collect(Collectors.groupingBy(Decision::key));
            byKey.forEach((key, decisions) -> {
                decisions.forEach(d -> there.add(place(gateway, d)));
                List<Decision> moved = decisions.stream()
                        .filter(d -> far(gateway, d) >= FAR_PPM)
                        .sorted(Comparator.comparingInt(d -> -far(gateway, d)))
                        .toList();
                if (!moved.isEmpty()) {
                    shifts.add(new Shift(gateway.id(), key, note(gateway, moved)));
                }
            });
        }
        told.keySet().retainAll(there);
        return shifts;
    }

    /** From here on differences count anew. */
    void tell(Shift shift, Known known) {
        known.gateways().stream()
                .filter(gateway -> gateway.id().equals(shift.gateway()))
                .forEach(gateway -> gateway.planned().stream()
                        .flatMap(plan -> plan.decisions().stream())
                        .filter(d -> d.key().equals(shift.key()))
                        .forEach(d -> told.put(place(gateway, d), d.sharePpm())));
    }

    private int far(GatewayView gateway, Decision decision) {
        return Math.abs(before(gateway, decision) - decision.sharePpm());
    }

    /** What is seen for the first time did not move. */
    private int before(GatewayView gateway, Decision decision) {
        return told.computeIfAbsent(place(gateway, decision), p -> decision.sharePpm());
    }

    private String note(GatewayView gateway, List<Decision> moved) {
        String first =
                words(gateway, moved.getFirst()) + ": " + moved.getFirst().reason();
        return moved.stream().skip(1).map(d -> "; " + words(gateway, d)).reduce(first, String::concat);
    }

    private String words(GatewayView gateway, Decision decision) {
        String seller = Provider.sellerOf(decision.provider());
        return "%s %s → %s"
                .formatted(
                        seller.substring(seller.indexOf('/') + 1),
                        percent(before(gateway, decision)),
                        percent(decision.sharePpm()));
    }

    private static String percent(int ppm) {
        return Amounts.percent(Math.round(100.0 * ppm / Plan.WHOLE) / 100.0);
    }

    private static Place place(GatewayView gateway, Decision decision) {
        return new Place(gateway.id(), decision.key(), decision.provider());
    }
}
