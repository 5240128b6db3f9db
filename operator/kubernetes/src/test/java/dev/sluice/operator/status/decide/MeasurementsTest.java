package dev.sluice.operator.status.decide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.contract.observation.ProviderSight.Health;
import dev.sluice.control.account.BudgetStand;
import dev.sluice.control.account.QuoteStand;
import dev.sluice.control.account.Regulator;
import dev.sluice.control.objective.ErrorBudget;
import dev.sluice.control.plan.PlanFinding;
import dev.sluice.crds.v1alpha1.Provider;
import dev.sluice.crds.v1alpha1.ProviderPool;
import dev.sluice.crds.v1alpha1.RoutingPolicy;
import dev.sluice.crds.v1alpha1.TrafficOverride;
import dev.sluice.crds.v1alpha1.policy.ObjectiveStatus;
import dev.sluice.crds.v1alpha1.policy.RoutingPolicyStatus;
import dev.sluice.crds.v1alpha1.pool.ProviderPoolStatus;
import dev.sluice.crds.v1alpha1.provider.ProviderStatus;
import dev.sluice.operator.status.World;
import dev.sluice.operator.status.rollout.Rollout;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.FieldsV1;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntryBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is said of measurements. The file is long because each condition is shown with the words it is told in. */
class MeasurementsTest {
    private final World world = new World().pod("edge-1", true, 7);
    private final Deciding operator = new Deciding();

    private void settled() {
        world.health("team/acme", Health.HEALTHY)
                .health("team/metal", Health.HEALTHY)
                .plan(0.5, 100, "declared weight 50 %");
        operator.write(world);
        operator.write(world.later(60_000));
    }

    @Test
    void columnsAnswerTheQuestionOfWhoIsOnCall() {
        world.accounting("team/acme", World.spent(12_500_000));
        settled();

        ProviderStatus provider = provider("acme");
        assertEquals("50%", provider.share());
        assertEquals("100ms", provider.p95());
        assertEquals("12.50 USD", provider.spentToday());
        assertEquals("declared weight 50 %", provider.reason());
        assertEquals(
                "True", Deciding.condition(provider.conditions(), "Healthy").getStatus());
        ProviderPoolStatus pool = world.get(ProviderPool.class, "team", "files").getStatus();
        assertEquals("acme 50%, metal 50%", pool.shares());
        assertEquals("12.50 USD", pool.spentToday());
        assertEquals(2, pool.members());
        assertEquals(
                "acme 50%, metal 50%",
                world.get(RoutingPolicy.class, "team", "fast").getStatus().shares());
    }

    @Test
    void anIdleClusterWritesNothing() {
        settled();
        for (int i = 0; i < 10; i++) {
            assertEquals(0, operator.write(world.later(10_000).plan(0.502, 104, "declared weight 50.2 %")));
        }
    }

    @Test
    void whatAPersonSeesIsWrittenButNotTooOften() {
        settled();
        world.plan(0.7, 100, "its p95 is 20 ms lower");
        assertEquals(4, operator.write(world.later(1_000)));
        assertEquals("70%", provider("acme").share());

        world.plan(0.9, 100, "its p95 is 30 ms lower");
        assertEquals(0, operator.write(world.later(1_000)));
        assertEquals(4, operator.write(world.later(9_000)));
        assertEquals("90%", provider("acme").share());
        assertEquals(
                "acme: its p95 is 30 ms lower",
                world.get(ProviderPool.class, "team", "files").getStatus().reason());
    }

    @Test
    void healthIsWrittenAtOnce() {
        settled();
        world.plan(0.7, 100, "its p95 is 20 ms lower");
        operator.write(world.later(1_000));

        world.health("team/acme", Health.EJECTED);
        assertEquals(1, operator.write(world.later(100)));

        Condition healthy = Deciding.condition(provider("acme").conditions(), "Healthy");
        assertEquals("False", healthy.getStatus());
        assertEquals("1 of 1 gateway pods find it ejected: connection refused", healthy.getMessage());
        assertEquals(
                "True",
                Deciding.condition(provider("acme").conditions(), "Ready").getStatus());

        world.health("team/metal", Health.UNHEALTHY);
        operator.write(world.later(100));
        Condition pool = Deciding.condition(
                world.get(ProviderPool.class, "team", "files").getStatus().conditions(), "Healthy");
        assertEquals("NoHealthyProvider", pool.getReason());
    }

    @Test
    void aRestartedOperatorOrARolloutMakesNothingUnknown() {
        settled();
        world.noPods();
        Deciding restarted = new Deciding();

        assertEquals(0, restarted.write(world.later(1_000)));
        assertEquals(0, operator.write(world.later(1_000)));
    }

    @Test
    void silenceOfAllPodsIsSaid() {
        settled();
        world.noPods();
        operator.write(world.later(16_000));

        Condition available = Deciding.condition(provider("acme").conditions(), "MetricsAvailable");
        assertEquals("False", available.getStatus());
        assertEquals("NoObservations", available.getReason());
    }

    @Test
    void readingsThatDoNotGetNewerAreSilence() {
        settled();
        world.mute();
        operator.write(world.later(16_000));

        assertEquals(
                "False",
                Deciding.condition(provider("acme").conditions(), "MetricsAvailable")
                        .getStatus());
    }

    @Test
    void relaxedBoundsAreSaidAtOnce() {
        settled();
        world.findings(new PlanFinding(
                PlanFinding.Kind.CONSTRAINTS_RELAXED, World.KEY, "Hyperscaler", "at most 40 % is given up"));

        assertEquals(1, operator.write(world.later(10)));

        Condition relaxed = Deciding.condition(
                world.get(RoutingPolicy.class, "team", "fast").getStatus().conditions(), "ConstraintsRelaxed");
        assertEquals("True", relaxed.getStatus());
        assertEquals("at most 40 % is given up", relaxed.getMessage());
    }

    @Test
    void aGatewayThatIsOutvotedIsShown() {
        settled();
        world.findings(new PlanFinding(
                PlanFinding.Kind.REPORTER_DEVIATES,
                World.KEY,
                "edge-7",
                "edge-7 reports 80 % errors; it was outvoted"));
        operator.write(world.later(60_000));

        Condition available = Deciding.condition(
                world.get(RoutingPolicy.class, "team", "fast").getStatus().conditions(), "MetricsAvailable");
        assertEquals("True", available.getStatus());
        assertEquals("ReportersDiffer", available.getReason());
        assertEquals("edge-7 reports 80 % errors; it was outvoted", available.getMessage());
    }

    @Test
    void aProviderThatIsWellOnlyForProbesIsShown() {
        settled();
        world.findings(new PlanFinding(
                PlanFinding.Kind.PROBES_FLATTER, null, "team/acme", "team/acme answers probes well and fails 40 %"));
        operator.write(world.later(60_000));

        assertEquals(
                "OnlyForProbes",
                Deciding.condition(provider("acme").conditions(), "Healthy").getReason());
        assertEquals(
                "Healthy",
                Deciding.condition(provider("metal").conditions(), "Healthy").getReason());
    }

    @Test
    void accountingIsWrittenOncePerMinuteAndWhenAsked() {
        world.accounting("team/acme", World.spent(1_000_000));
        settled();
        operator.write(world.later(1_000).accounting("team/acme", World.spent(1_001_000)));
        assertEquals(1_001_000L, provider("acme").accounting().spentTodayMicros());
        assertEquals(
                Instant.ofEpochMilli(world.nowMillis).toString(),
                provider("acme").accounting().checkpointTime());

        world.accounting("team/acme", World.spent(1_002_000)).later(59_000);
        assertEquals(0, operator.write(world));

        assertEquals(1, operator.checkpoint(world));
        assertEquals(1_002_000L, provider("acme").accounting().spentTodayMicros());
        assertEquals(0, operator.checkpoint(world));
    }

    @Test
    void aPolicySaysWhatIsLeftAndHowItIsKept() {
        world.budget("team/fast", 12_500_000, 1.3, Regulator.of(0.1, 0))
                .errorBudget(0.634, 20, ErrorBudget.Level.FAST)
                .findings(new PlanFinding(PlanFinding.Kind.SAVING, null, "team/fast", "a price weighs more"));
        settled();

        RoutingPolicyStatus status = policy();
        assertEquals("12.50 USD", status.spentToday());
        assertEquals("37.50 USD today", status.budgetLeft());
        assertEquals("63.4%", status.errorBudgetLeft());
        assertEquals(
                "Saving",
                Deciding.condition(status.conditions(), "WithinBudget").getReason());
        assertEquals(
                "a price weighs more",
                Deciding.condition(status.conditions(), "WithinBudget").getMessage());
        Condition objectives = Deciding.condition(status.conditions(), "ObjectivesMet");
        assertEquals("BurningFast", objectives.getReason());
        assertEquals(
                "class default at team/edge: availability budget burns 20 times too fast, 63 % is left",
                objectives.getMessage());
        assertEquals(12_500_000L, status.accounting().spentTodayMicros());
        assertEquals(100_000, status.regulation().dayPriceWeightPpm(), 1);
        assertEquals(
                new ObjectiveStatus("team/edge", "team/fast", "default", "63.4%", 3_600L, 1_000L, 7_500L, 0L),
                status.objectives().getFirst());
    }

    @Test
    void whatCannotBeKeptIsFalse() {
        world.budget("team/fast", 49_900_000, 1.3, Regulator.of(0.5, 0.4));
        settled();
        assertEquals(
                "Refusing",
                Deciding.condition(policy().conditions(), "WithinBudget").getReason());

        world.budget("team/fast", 50_000_000, BudgetStand.EXHAUSTED, Regulator.of(0.5, 0));
        operator.write(world.later(10_000));
        assertEquals(
                "Exceeded",
                Deciding.condition(policy().conditions(), "WithinBudget").getReason());
        assertEquals("0.00 USD today", policy().budgetLeft());
    }

    @Test
    void whatAnEarlierLeaderBookedStaysUntilItIsReadAndGoesWithTheBudget() {
        String budgeted = World.QUICKSTART.replace(
                "intent: Fastest", "intent: Fastest\n  objectives: {budget: {currency: USD, perDay: \"50\"}}");
        world.apply(budgeted);
        world.budget("team/fast", 12_500_000, 1.3, Regulator.of(0.1, 0));
        settled();

        world.forgetMoney().plan(0.9, 100, "another reason");
        operator.write(world.later(10_000));
        assertEquals(12_500_000L, policy().accounting().spentTodayMicros());
        assertNotNull(policy().regulation());

        RoutingPolicyStatus carried = policy();
        world.apply(World.QUICKSTART);
        world.get(RoutingPolicy.class, "team", "fast").setStatus(carried);
        operator.write(world.later(10_000));
        assertNull(policy().accounting());
        assertNull(policy().regulation());
    }

    @Test
    void aProviderSaysWhetherItsPriceIsRead() {
        world.quote("team/acme", new QuoteStand(7_500_000, "USD", 40, null));
        settled();
        assertEquals(
                "Read",
                Deciding.condition(provider("acme").conditions(), "PriceCurrent")
                        .getReason());

        world.quote("team/acme", new QuoteStand(7_500_000, "USD", 660, "Prometheus answers 503"));
        operator.write(world.later(10_000));
        Condition stale = Deciding.condition(provider("acme").conditions(), "PriceCurrent");
        assertEquals("False", stale.getStatus());
        assertEquals(
                "not read for 11 min: Prometheus answers 503; 7.50 USD for a million requests holds",
                stale.getMessage());
    }

    @Test
    void withoutBudgetAndObjectivesNothingIsSaidOfThem() {
        settled();

        assertTrue(policy().conditions().stream()
                .noneMatch(each ->
                        each.getType().equals("WithinBudget") || each.getType().equals("ObjectivesMet")));
    }

    private RoutingPolicyStatus policy() {
        return world.get(RoutingPolicy.class, "team", "fast").getStatus();
    }

    @Test
    void overridesSayWhoAndEndByTheClock() {
        world.apply("""
                apiVersion: sluice.dev/v1alpha1
                kind: TrafficOverride
                metadata: {name: drain, namespace: team}
                spec:
                  target: {providerRef: {name: acme}}
                  action: Drain
                  until: "%s"
                  reason: maintenance
                """.formatted(Instant.ofEpochMilli(world.nowMillis + 30_000)));
        world.get(TrafficOverride.class, "team", "drain")
                .getMetadata()
                .setManagedFields(List.of(
                        manager("kubectl-edit", "2026-01-01T00:00:00Z"), manager("sluice", "2026-02-01T00:00:00Z")));
        operator.write(world);
        assertEquals(
                "kubectl-edit",
                world.get(TrafficOverride.class, "team", "drain").getStatus().author());
        assertEquals("True", active().getStatus());
        world.later(Rollout.PATIENCE_MILLIS);
        operator.write(world);
        assertEquals(world.nowMillis - Rollout.PATIENCE_MILLIS + 30_000, operator.nextMillis());

        operator.write(world.later(30_000));
        assertEquals("Expired", active().getReason());
    }

    private Condition active() {
        return Deciding.condition(
                world.get(TrafficOverride.class, "team", "drain").getStatus().conditions(), "Active");
    }

    private static ManagedFieldsEntry manager(String name, String time) {
        FieldsV1 fields = new FieldsV1();
        fields.setAdditionalProperties(Map.of("f:spec", Map.of()));
        return new ManagedFieldsEntryBuilder()
                .withManager(name)
                .withTime(time)
                .withFieldsV1(fields)
                .build();
    }

    private ProviderStatus provider(String name) {
        return world.get(Provider.class, "team", name).getStatus();
    }
}
