package dev.sluice.standalone.preview;

import dev.sluice.contract.snapshot.Policy;
import dev.sluice.simulation.scenario.Scenario;
import dev.sluice.simulation.strategy.Strategy;
import dev.sluice.simulation.world.Trace;
import dev.sluice.simulation.world.World;
import dev.sluice.standalone.preview.Manifests.PolicyChange;
import dev.sluice.standalone.preview.PreviewReport.Figures;
import dev.sluice.standalone.preview.PreviewReport.ScenarioDiff;
import dev.sluice.standalone.preview.PreviewReport.ShareDiff;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/** A disaster under a policy as it is and as it would be: the scenario's providers, the user's policy. */
final class ScenarioComparison {
    /** Scenarios price in one currency. */
    private static final String CURRENCY = "USD";

    private static final double PICOS = 1e12;

    private ScenarioComparison() {}

    /** Sums over the seeds. */
    private record Sum(double sent, double answered, double good, double costPicos, double[] first) {
        double share(int seller) {
            double all = 0;
            for (double each : first) {
                all += each;
            }
            return all == 0 ? 0 : first[seller] / all;
        }

        Figures figures() {
            return new Figures(
                    answered / sent,
                    answered == 0 ? 0 : good / answered,
                    Map.of(CURRENCY, costPicos / sent / PICOS * 1e6),
                    0);
        }

        Judgement judgement() {
            return new Judgement(answered / sent, answered == 0 ? 0 : good / answered, Map.of());
        }
    }

    /** @throws PreviewException where the policy does not fit the scenario's world */
    static ScenarioDiff of(Scenario scenario, PolicyChange change, long firstSeed, long lastSeed)
            throws PreviewException {
        try {
            Sum before = sum(scenario.withPolicy(change.before()), firstSeed, lastSeed);
            Scenario future = scenario.withPolicy(change.after());
            Sum after = sum(future, firstSeed, lastSeed);
            List<ShareDiff> shares = new ArrayList<>();
            for (int i = 0; i < scenario.sellers().size(); i++) {
                shares.add(
                        new ShareDiff(scenario.sellers().get(i).name(), null, before.share(i), after.share(i), null));
            }
            Policy policy = World.policy(future);
            return new ScenarioDiff(
                    scenario.name(),
                    scenario.title(),
                    change.name(),
                    (int) (lastSeed - firstSeed + 1),
                    shares,
                    before.figures(),
                    after.figures(),
                    Judgement.of(policy, Optional.of(before.judgement()), after.judgement()));
        } catch (IllegalArgumentException e) {
            throw new PreviewException(
                    "RoutingPolicy %s in scenario %s: %s".formatted(change.name(), scenario.name(), e.getMessage()));
        }
    }

    private static Sum sum(Scenario scenario, long firstSeed, long lastSeed) {
        double sent = 0;
        double answered = 0;
        double good = 0;
        double cost = 0;
        double[] first = new double[scenario.sellers().size()];
        for (long seed = firstSeed; seed <= lastSeed; seed++) {
            Trace trace = Strategy.SLUICE.run(scenario, seed);
            sent += LongStream.of(trace.sent).sum();
            answered += LongStream.of(trace.answered).sum();
            good += LongStream.of(trace.good).sum();
            cost += LongStream.of(trace.costPicos).sum();
            for (int[] second : trace.first) {
                for (int i = 0; i < first.length; i++) {
                    first[i] += second[i];
                }
            }
        }
        return new Sum(sent, answered, good, cost, first);
    }
}
