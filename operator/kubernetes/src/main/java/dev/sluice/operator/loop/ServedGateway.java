package dev.sluice.operator.loop;

import dev.sluice.contract.delivery.PackedSnapshot;
import dev.sluice.contract.delivery.SnapshotPacker;
import dev.sluice.contract.observation.Observation;
import dev.sluice.contract.snapshot.ConfigSnapshot;
import dev.sluice.contract.snapshot.Credentials;
import dev.sluice.control.account.Books;
import dev.sluice.control.forecast.Foresight;
import dev.sluice.control.forecast.PodFloor;
import dev.sluice.control.objective.ClassKey;
import dev.sluice.control.objective.Outcomes;
import dev.sluice.control.plan.PlanInput;
import dev.sluice.control.plan.PlanResult;
import dev.sluice.control.plan.PlanState;
import dev.sluice.control.plan.Planner;
import dev.sluice.control.resolve.ObjectRef;
import dev.sluice.control.translate.GatewayConfig;
import dev.sluice.control.translate.TimedOverride;
import dev.sluice.control.view.Forecasts;
import dev.sluice.control.view.Meter;
import dev.sluice.control.view.Moves;
import dev.sluice.crds.v1alpha1.parameters.GatewayParametersSpec;
import dev.sluice.crds.v1alpha1.parameters.GatewayParametersSpec.Autoscaling;
import dev.sluice.operator.apply.Order;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One Gateway: what was ordered for it, what came of that, and what the planner remembers. Owned by the control thread; reconcilers
 * read orders, and tell what came of them, through the loop.
 */
final class ServedGateway {
    /** A refusal that lasts so long may be damage by somebody's hand: everything is written once more, and again now and then. */
    private static final long REPAIR_NANOS = 5_000_000_000L;

    private static final long REPAIR_AGAIN_NANOS = 30_000_000_000L;

    private final PlanDelivery delivery;
    private final SnapshotPacker packer = new SnapshotPacker();
    private Gateway gateway;
    private @Nullable Order order;
    private GatewayConfig config;
    private @Nullable Order applied;
    private @Nullable String failure;
    private PlanState planState;
    private long planRevision;
    private long planDueNanos;
    private @Nullable PlanResult planned;
    private final Map<String, Long> newcomers = new HashMap<>();
    private Forecasts forecasts = Forecasts.NONE;
    private long repairDueNanos;
    private boolean refused;
    private PodFloor floor = PodFloor.NONE;
    private final Meter meter = new Meter();
    private final Moves moves;

    /**
     * @param objectives what an earlier leader wrote of error budgets, by class
     * @param probation and of sellers that are new, how much longer, in nanoseconds
     */
    ServedGateway(
            Gateway gateway,
            Recalled left,
            PlanDelivery delivery,
            Map<ClassKey, Outcomes> objectives,
            Map<String, Long> probation,
            long nowNanos) {
        this.gateway = gateway;
        this.delivery = delivery;
        this.moves = new Moves(ObjectRef.of(gateway).id());
        this.config = new GatewayConfig(
                left.snapshot()
                        .orElseGet(() -> new ConfigSnapshot(
                                ConfigSnapshot.SCHEMA,
                                ObjectRef.of(gateway).id(),
                                0,
                                0,
                                List.of(),
                                List.of(),
                                List.of(),
                                List.of(),
                                List.of())),
                left.credentials(),
                List.of());
        this.planState = left.plan()
                .map(lease -> PlanState.resume(lease.plan(), probation, nowNanos))
                .orElseGet(() -> PlanState.start(nowNanos))
                .with(objectives, nowNanos);
        this.planDueNanos = nowNanos;
    }

    /** {@code namespace/name} */
    String id() {
        return config.snapshot().gateway();
    }

    Gateway gateway() {
        return gateway;
    }

    void gateway(Gateway newest) {
        gateway = newest;
    }

    /** What is wanted, or was left by an earlier leader: accepted policies are read back from it. */
    ConfigSnapshot snapshot() {
        return config.snapshot();
    }

    Optional<Order> order() {
        return Optional.ofNullable(order);
    }

    boolean written() {
        Order last = applied;
        return last != null && last.config().snapshot().equals(config.snapshot());
    }

    @Nullable
    String failure() {
        return failure != null ? failure : delivery.failure();
    }

    Meter meter() {
        return meter;
    }

    Moves moves() {
        return moves;
    }

    Forecasts forecasts() {
        return forecasts;
    }

    /** Until when sellers are on probation by the newest plan, by Provider, {@code namespace/name}. */
    Map<String, Long> newcomers() {
        return newcomers;
    }

    Optional<PlanResult> planned() {
        return Optional.ofNullable(planned);
    }

    /**
     * Takes over what was translated; the revision grows only where what gateways get changed.
     *
     * @return whether there is a new order
     */
    boolean want(GatewayConfig translated, GatewayParametersSpec parameters, long epoch, long nowNanos) {
        ConfigSnapshot before = config.snapshot();
        boolean sameSnapshot = translated
                .snapshot()
                .withRevision(before.epoch(), before.revision())
                .equals(before);
        boolean sameKeys =
                translated.credentials().values().equals(config.credentials().values());
        boolean sameContent = sameSnapshot && sameKeys && before.revision() > 0;
        long revision = sameContent ? before.revision() : before.revision() + 1;
        config = new GatewayConfig(
                sameContent ? before : translated.snapshot().withRevision(epoch, revision),
                sameKeys
                        ? config.credentials()
                        : new Credentials(revision, translated.credentials().values()),
                translated.overrides());
        Order last = order;
        if (sameContent && last != null && last.parameters().equals(parameters)) {
            return false;
        }
        planDueNanos = nowNanos;
        PackedSnapshot packed = sameContent && last != null ? last.packed() : packer.pack(config.snapshot());
        order = new Order(config, packed, parameters, floor.pods(), last == null ? 0 : last.attempt());
        return true;
    }

    void applied(Order done) {
        applied = done;
        failure = null;
    }

    void failed(String reason) {
        failure = reason;
    }

    /** @return whether everything is to be written again, since gateways go on refusing it */
    boolean repairIfRefused(List<Observation> newest, long nowNanos) {
        boolean now = newest.stream().anyMatch(each -> each.rejection() != null);
        if (!now || !refused) {
            refused = now;
            repairDueNanos = nowNanos + REPAIR_NANOS;
            return false;
        }
        Order last = order;
        if (last == null || nowNanos - repairDueNanos < 0) {
            return false;
        }
        repairDueNanos = nowNanos + REPAIR_AGAIN_NANOS;
        order = new Order(last.config(), last.packed(), last.parameters(), last.leastPods(), last.attempt() + 1);
        return true;
    }

    /** @return what was decided, where it was time for it */
    Optional<PlanResult> planIfDue(
            Planner planner, List<Observation> newest, Books books, long epoch, long nowMillis, long nowNanos) {
        if (applied == null || newest.isEmpty() || !delivery.arrived() || planDueNanos - nowNanos > 0) {
            renewIfDue(nowNanos);
            return Optional.empty();
        }
        PlanResult result = planner.plan(new PlanInput(
                config.snapshot(),
                newest,
                config.overrides().stream()
                        .map((TimedOverride each) -> each.at(nowMillis, nowNanos))
                        .toList(),
                books,
                planState,
                epoch,
                ++planRevision,
                nowMillis,
                nowNanos));
        planned = result;
        forecasts = new Forecasts(nowMillis + Foresight.HORIZON_SECONDS * 1_000L, result.foreseen());
        planState = result.state();
        newcomers.clear();
        planState
                .probation(nowNanos)
                .forEach((seller, left) -> newcomers.put(seller, nowMillis + TimeUnit.NANOSECONDS.toMillis(left)));
        planDueNanos = result.nextLookNanos();
        delivery.offer(gateway, result.plan(), nowNanos);
        return Optional.of(result);
    }

    /** @return whether the autoscaler is to keep another number of pods for what is expected */
    boolean scaleFor(PodFloor.Expected demand, int ready, long nowNanos) {
        Order last = order;
        if (last == null) {
            return false;
        }
        Autoscaling bounds = last.parameters().autoscaling();
        floor = floor.then(
                demand,
                ready,
                bounds == null ? null : new PodFloor.Bounds(bounds.minReplicas(), bounds.maxReplicas()),
                nowNanos);
        boolean same = floor.pods() == last.leastPods()
                || bounds != null && last.leastPods() == 0 && floor.pods() == bounds.minReplicas();
        if (!same) {
            order = new Order(last.config(), last.packed(), last.parameters(), floor.pods(), last.attempt());
        }
        return !same;
    }

    /** Also where nothing is measured the lease goes on: somebody plans, there is just nothing to change. */
    private void renewIfDue(long nowNanos) {
        PlanResult last = planned;
        if (last != null) {
            delivery.offer(gateway, last.plan(), nowNanos);
        }
    }
}
