package dev.sluice.control.plan;

import dev.sluice.contract.observation.ProviderSight.Health;
import dev.sluice.contract.plan.Plan;
import dev.sluice.contract.snapshot.Pool.Member;
import dev.sluice.contract.snapshot.Shift;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** Plans the shares of one Gateway. */
public final class Planner {
    private final RandomGenerator random;

    public Planner(RandomGenerator random) {
        this.random = random;
    }

    public PlanResult plan(PlanInput input) {
        List<Plan.Entry> entries = new ArrayList<>();
        List<Decision> decisions = new ArrayList<>();
        for (PlanKeys.Scope scope : PlanKeys.of(input.snapshot())) {
            List<Member> members = scope.pool().members();
            double[] weights = members.stream().mapToDouble(Member::weight).toArray();
            if (Arrays.stream(weights).sum() == 0) {
                continue;
            }
            int[] ppm = Rounding.toPpm(weights);
            List<Plan.Share> shares = new ArrayList<>();
            for (int i = 0; i < ppm.length; i++) {
                String provider = members.get(i).provider();
                shares.add(new Plan.Share(provider, ppm[i]));
                decisions.add(new Decision(
                        scope.key(),
                        provider,
                        ppm[i],
                        ppm[i],
                        ppm[i],
                        Health.UNKNOWN,
                        new Decision.Inputs(-1, -1, -1, 0, 0, 0),
                        "no measurements yet: declared weight holds"));
            }
            entries.add(new Plan.Entry(scope.key(), false, shares));
        }
        long interval = Shift.DEFAULT.intervalNanos();
        long jitter = random.nextLong(interval / 20 + 1);
        return new PlanResult(
                new Plan(
                        input.snapshot().gateway(),
                        input.epoch(),
                        input.revision(),
                        Shift.DEFAULT.planTtlNanos(),
                        entries),
                input.previous(),
                decisions,
                List.of(),
                input.nowNanos() + interval - jitter);
    }
}
