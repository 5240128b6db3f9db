package dev.sluice.control.replay;

import dev.sluice.contract.plan.Plan;
import dev.sluice.contract.plan.PlanKey;
import dev.sluice.contract.snapshot.Pool;
import dev.sluice.contract.snapshot.Provider;
import dev.sluice.control.plan.assess.PlanKeys;
import dev.sluice.control.pooling.Cell;
import dev.sluice.control.pooling.Pooled;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Adds up over the readings what one key's requests would have met. */
final class KeyTally {
    private final PlanKeys.Scope scope;
    private final PlanKey source;
    private final Map<String, Provider> providers;
    private final Map<String, Double> shares = new TreeMap<>();
    private final Map<String, Double> costs = new TreeMap<>();
    private Map<String, Double> last = new TreeMap<>();
    private double requests;
    private double answered;
    private double inTime;
    private double unmeasured;

    KeyTally(PlanKeys.Scope scope, PlanKey source, Map<String, Provider> providers) {
        this.scope = scope;
        this.source = source;
        this.providers = providers;
    }

    /**
     * @param next requests until the next reading
     * @param ppm shares in force by then, empty where the class is refused
     * @param refused part of the requests that is refused
     */
    void add(double next, Map<String, Integer> ppm, double refused, Pooled pooled) {
        List<String> members =
                scope.pool().members().stream().map(Pool.Member::provider).toList();
        double[] split = new double[members.size()];
        List<Performance> performances = new ArrayList<>();
        Map<String, Double> now = new TreeMap<>();
        for (int i = 0; i < split.length; i++) {
            String id = members.get(i);
            split[i] = ppm.getOrDefault(id, 0) / (double) Plan.WHOLE;
            Provider provider = providers.get(id);
            performances.add(Performance.of(
                    pooled.cell(new Cell(scope.key(), id)),
                    pooled.provider(id).health(),
                    provider == null ? 0 : provider.price().perMillionRequestsMicros()));
            now.put(id, split[i]);
            shares.merge(id, next * split[i], Double::sum);
        }
        last = now;
        Prediction prediction =
                Prediction.of(split, performances, scope.policy().retry().attempts() > 0);
        requests += next;
        double accepted = next * (1 - refused);
        answered += accepted * prediction.answered();
        inTime += next * prediction.inTime();
        unmeasured += next * prediction.unmeasured();
        cost(accepted * prediction.costPicos(), split, performances, members);
    }

    /** By currency, in proportion to what first attempts cost. */
    private void cost(double picos, double[] split, List<Performance> performances, List<String> members) {
        Map<String, Double> parts = new HashMap<>();
        double whole = 0;
        for (int i = 0; i < split.length; i++) {
            Provider provider = providers.get(members.get(i));
            double part = split[i] * performances.get(i).pricePicos();
            whole += part;
            parts.merge(provider == null ? "" : provider.price().currency(), part, Double::sum);
        }
        double sum = whole;
        parts.forEach((currency, part) -> costs.merge(currency, sum > 0 ? picos * part / sum : 0, Double::sum));
    }

    double requests() {
        return requests;
    }

    Hindsight.Key result() {
        shares.replaceAll((id, sum) -> sum / requests);
        return new Hindsight.Key(
                scope.key(),
                source,
                requests,
                shares,
                last,
                answered / requests,
                inTime / requests,
                costs,
                unmeasured / requests);
    }
}
