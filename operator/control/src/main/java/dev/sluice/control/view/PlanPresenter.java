package dev.sluice.control.view;

import dev.sluice.contract.plan.Plan;
import dev.sluice.contract.plan.PlanKey;
import dev.sluice.contract.snapshot.ConfigSnapshot;
import dev.sluice.contract.snapshot.Policy;
import dev.sluice.contract.snapshot.Provider;
import dev.sluice.contract.snapshot.Shift;
import dev.sluice.control.plan.Decision;
import dev.sluice.control.plan.PlanFinding;
import dev.sluice.control.view.PlanView.ClassPlan;
import dev.sluice.control.view.PlanView.GatewayPlan;
import dev.sluice.control.view.PlanView.PolicyPlan;
import dev.sluice.control.view.PlanView.PoolPlan;
import dev.sluice.control.view.PlanView.ProviderPlan;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts a plan's decisions into words and units for people. */
public final class PlanPresenter {
    private static final double WHOLE = Plan.WHOLE;

    private PlanPresenter() {}

    /** @param plan null before the first, when declared weights hold */
    public static GatewayPlan present(
            ConfigSnapshot snapshot, @Nullable Plan plan, List<Decision> decisions, List<PlanFinding> findings) {
        long planRevision = plan == null ? 0 : plan.revision();
        Map<String, Policy> policies = snapshot.policies().stream().collect(Collectors.toMap(Policy::id, p -> p));
        Map<String, Provider> providers = snapshot.providers().stream().collect(Collectors.toMap(Provider::id, p -> p));
        Set<PlanKey> refused = new HashSet<>();
        if (plan != null) {
            plan.entries().stream().filter(Plan.Entry::refuse).forEach(entry -> refused.add(entry.key()));
        }

        Map<String, Map<String, Map<PlanKey, List<ProviderPlan>>>> tree = new LinkedHashMap<>();
        for (Decision decision : decisions) {
            Provider provider = providers.get(decision.provider());
            if (provider != null) {
                PlanKey key = decision.key();
                tree.computeIfAbsent(key.policy(), id -> new LinkedHashMap<>())
                        .computeIfAbsent(key.pool(), id -> new LinkedHashMap<>())
                        .computeIfAbsent(key, id -> new ArrayList<>())
                        .add(present(decision, provider));
            }
        }
        List<PolicyPlan> plans = new ArrayList<>();
        tree.forEach((id, pools) -> {
            List<PoolPlan> poolPlans = new ArrayList<>();
            pools.forEach((pool, classes) -> {
                List<ClassPlan> classPlans = new ArrayList<>();
                classes.forEach((key, shares) ->
                        classPlans.add(new ClassPlan(key.requestClass(), refused.contains(key), shares)));
                poolPlans.add(new PoolPlan(pool, classPlans));
            });
            Policy policy = policies.get(id);
            plans.add(new PolicyPlan(
                    id,
                    policy == null ? "" : Words.label(policy.intent()),
                    policy == null ? "" : mode(policy.shift()),
                    planRevision,
                    poolPlans));
        });
        List<String> words = findings.stream()
                .map(finding -> Words.label(finding.kind()) + ": " + finding.message())
                .toList();
        return new GatewayPlan(snapshot.gateway(), snapshot.epoch(), snapshot.revision(), planRevision, plans, words);
    }

    private static ProviderPlan present(Decision decision, Provider provider) {
        Decision.Inputs inputs = decision.inputs();
        return new ProviderPlan(
                decision.provider(),
                provider.providerClass().label(),
                provider.organization(),
                provider.location().region(),
                decision.sharePpm() / WHOLE,
                decision.targetPpm() / WHOLE,
                decision.declaredPpm() / WHOLE,
                Words.label(decision.health()),
                decision.reason(),
                new PlanView.Inputs(
                        millis(inputs.p50Nanos()),
                        millis(inputs.p95Nanos()),
                        inputs.errorPpm() < 0 ? null : inputs.errorPpm() / WHOLE,
                        Words.rounded(inputs.requestsPerSecond()),
                        Double.isFinite(inputs.utility()) ? Words.rounded(inputs.utility()) : null),
                new PlanView.Price(
                        provider.price().perMillionRequestsMicros() / 1e6,
                        provider.price().currency()));
    }

    private static @Nullable Double millis(long nanos) {
        return nanos < 0 ? null : Words.rounded(nanos / 1e6);
    }

    private static String mode(Shift shift) {
        return shift.suspended() ? "Suspended" : Words.label(shift.mode());
    }
}
