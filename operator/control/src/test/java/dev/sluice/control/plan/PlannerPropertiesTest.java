package dev.sluice.control.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.contract.plan.Plan;
import dev.sluice.contract.snapshot.Constraints;
import dev.sluice.contract.snapshot.Constraints.By;
import dev.sluice.contract.snapshot.Constraints.ShareBound;
import dev.sluice.contract.snapshot.Objectives;
import dev.sluice.contract.snapshot.Policy;
import dev.sluice.contract.snapshot.Provider;
import dev.sluice.contract.snapshot.ProviderClass;
import dev.sluice.control.plan.assess.World;
import dev.sluice.control.plan.bound.Group;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds in every plan of any loop: random pools, policies, faults and overrides, by seed. */
class PlannerPropertiesTest {
    private static final int TICKS = 60;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 60);
    }

    private static final class World {
        final SplittableRandom random;
        final List<Provider> providers = new ArrayList<>();
        final Policy policy;
        final ToyLoop loop;

        World(long seed) {
            random = new SplittableRandom(seed);
            int n = 2 + random.nextInt(7);
            int[] weights = new int[n];
            for (int i = 0; i < n; i++) {
                ProviderClass kind = ProviderClass.values()[random.nextInt(4)];
                Provider provider = Some.provider(
                        "p" + i, kind, "org" + random.nextInt(4), "region" + random.nextInt(3), random.nextInt(20));
                provider = random.nextInt(3) == 0 ? Some.withCapacity(provider, 20 + random.nextInt(200)) : provider;
                providers.add(random.nextInt(4) == 0 ? Some.withJurisdictions(provider, "DE") : provider);
                weights[i] = 1 + random.nextInt(50);
            }
            List<ShareBound> bounds = new ArrayList<>();
            if (random.nextBoolean()) {
                bounds.add(new ShareBound(By.ORGANIZATION, null, 0, 300_000 + random.nextInt(600_000)));
            }
            if (random.nextBoolean()) {
                bounds.add(new ShareBound(By.CLASS, "Edge", random.nextInt(300_000), 1_000_000));
            }
            if (random.nextBoolean()) {
                bounds.add(new ShareBound(By.REGION, "region1", 0, 200_000 + random.nextInt(700_000)));
            }
            Constraints constraints = new Constraints(
                    List.of(),
                    random.nextInt(3) == 0 ? List.of("DE") : List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    bounds,
                    false);
            policy = Some.policy(
                    Policy.Intent.values()[random.nextInt(4)],
                    random.nextBoolean()
                            ? Objectives.NONE
                            : new Objectives(
                                    new Objectives.Availability(999_000, 1),
                                    new Objectives.Latency(950_000, 100_000_000),
                                    List.of()),
                    constraints,
                    Some.SHIFT);
            loop = new ToyLoop(
                    Some.snapshot(policy, providers, weights), 1 + random.nextInt(3), random.nextBoolean(), seed);
            loop.requestsPerSecond = 20 + random.nextInt(200);
        }

        void disturb() {
            if (random.nextInt(8) == 0) {
                ToyGateway.Toy toy = loop.toys.get(
                        providers.get(random.nextInt(providers.size())).id());
                toy.errorRate = random.nextBoolean() ? 0.002 : random.nextDouble();
                toy.probeFailure = toy.errorRate > 0.5 && random.nextBoolean() ? 1 : 0;
                toy.medianMillis = 20 + random.nextInt(200);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyPlanKeepsItsPromises(long seed) {
        World world = new World(seed);
        Map<String, Integer> before = new HashMap<>();
        for (int tick = 0; tick < TICKS; tick++) {
            world.disturb();
            world.loop.tick();
            PlanResult result = world.loop.last;
            Plan.Entry entry = result.plan().entries().getFirst();
            String where = "seed " + seed + " tick " + tick + " " + entry;
            boolean nobody = world.providers.stream().noneMatch(world.policy.constraints()::permits);
            assertEquals(nobody, entry.refuse(), where);
            if (nobody) {
                continue;
            }
            Map<String, Integer> shares = new HashMap<>();
            entry.shares().forEach(share -> shares.put(share.provider(), share.ppm()));
            assertEquals(
                    Plan.WHOLE, shares.values().stream().mapToInt(each -> each).sum(), where);
            lawHolds(world, shares, where);
            maximaHold(world, shares, result, where);
            floorsHold(world, shares, result, where);
            stepsAreBounded(before, shares, where);
            result.decisions().forEach(each -> {
                assertTrue(
                        each.reason().length() <= Explain.MAX_CHARS
                                && !each.reason().isBlank(),
                        each.reason());
            });
            before = shares;
        }
    }

    private static void lawHolds(World world, Map<String, Integer> shares, String where) {
        for (Provider provider : world.providers) {
            if (!world.policy.constraints().permits(provider)) {
                assertEquals(0, shares.get(provider.id()), where);
            }
        }
    }

    private static void maximaHold(World world, Map<String, Integer> shares, PlanResult result, String where) {
        for (ShareBound bound : world.policy.constraints().shares()) {
            Map<String, Integer> groups = new HashMap<>();
            for (Provider provider : world.providers) {
                for (String group : Group.of(bound.by(), provider)) {
                    if (bound.value() == null || bound.value().equals(group)) {
                        groups.merge(group, shares.get(provider.id()), Integer::sum);
                    }
                }
            }
            groups.forEach((group, ppm) -> {
                boolean said = result.findings().stream()
                        .anyMatch(each -> each.kind() == PlanFinding.Kind.CONSTRAINTS_RELAXED
                                && each.subject().endsWith(" " + group));
                assertTrue(
                        ppm <= bound.maxPpm() + 110 || said,
                        where + " " + bound + " " + group + " " + ppm + " " + result.findings());
            });
        }
    }

    private static void floorsHold(World world, Map<String, Integer> shares, PlanResult result, String where) {
        boolean cut = result.findings().stream().anyMatch(each -> each.kind() == PlanFinding.Kind.CONSTRAINTS_RELAXED);
        for (Provider provider : world.providers) {
            if (world.policy.constraints().permits(provider)) {
                assertTrue(shares.get(provider.id()) >= Exploration.FLOOR_MIN * Plan.WHOLE - 1 || cut, where);
            }
        }
    }

    private static void stepsAreBounded(Map<String, Integer> before, Map<String, Integer> after, String where) {
        if (before.isEmpty()) {
            return;
        }
        int moved = 0;
        for (Map.Entry<String, Integer> each : after.entrySet()) {
            int step = each.getValue() - before.get(each.getKey());
            moved += Math.abs(step);
            assertTrue(step >= -500_001, where);
        }
        assertTrue(moved <= 500_000 + after.size(), where + " moved " + moved);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void equalInputGivesEqualPlans(long seed) {
        World one = new World(seed);
        World two = new World(seed);
        for (int tick = 0; tick < 20; tick++) {
            one.disturb();
            two.disturb();
            one.loop.tick();
            two.loop.tick();
            assertEquals(one.loop.last.plan(), two.loop.last.plan());
            assertEquals(one.loop.last.decisions(), two.loop.last.decisions());
            assertEquals(one.loop.last.findings(), two.loop.last.findings());
            assertEquals(one.loop.last.nextLookNanos(), two.loop.last.nextLookNanos());
        }
    }
}
