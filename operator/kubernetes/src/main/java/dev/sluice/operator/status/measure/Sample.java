package dev.sluice.operator.status.measure;

import dev.sluice.contract.snapshot.Provider;
import dev.sluice.control.plan.Decision;
import dev.sluice.operator.status.GatewayView;
import dev.sluice.operator.status.Known;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One decision of the newest plans.
 *
 * @param gateway {@code namespace/name}
 * @param decision what was decided
 * @param keyTraffic requests per second of all of the key's providers together; 0 where unknown
 */
public record Sample(String gateway, Decision decision, double keyTraffic) {

    public static List<Sample> of(Known known) {
        List<Sample> samples = new ArrayList<>();
        for (GatewayView view : known.gateways()) {
            List<Decision> decisions = view.planned().map(p -> p.decisions()).orElse(List.of());
            Map<Object, Double> traffic = new HashMap<>();
            decisions.forEach(d -> traffic.merge(d.key(), requests(d), Double::sum));
            decisions.forEach(d -> samples.add(new Sample(view.id(), d, traffic.getOrDefault(d.key(), 0.0))));
        }
        return samples;
    }

    String seller() {
        return Provider.sellerOf(decision.provider());
    }

    double requests() {
        return requests(decision);
    }

    /** What is planned as one: a key of a Gateway. */
    Object key() {
        return List.of(gateway, decision.key());
    }

    private static double requests(Decision decision) {
        return Math.max(0, decision.inputs().requestsPerSecond());
    }
}
