package dev.sluice.standalone.run;

import dev.sluice.contract.observation.Observation;
import dev.sluice.contract.plan.Plan;
import dev.sluice.contract.snapshot.ConfigSnapshot;
import dev.sluice.contract.snapshot.Credentials;
import dev.sluice.control.account.Books;
import dev.sluice.control.forecast.Foresight;
import dev.sluice.control.plan.PlanInput;
import dev.sluice.control.plan.PlanResult;
import dev.sluice.control.plan.PlanState;
import dev.sluice.control.plan.Planner;
import dev.sluice.control.plan.bound.ActiveOverride;
import dev.sluice.control.translate.GatewayConfig;
import dev.sluice.control.view.Forecasts;
import dev.sluice.control.view.Meter;
import dev.sluice.control.view.PlanPresenter;
import dev.sluice.control.view.PlanView;
import dev.sluice.control.view.Sample;
import dev.sluice.control.view.StatusView;
import dev.sluice.server.config.ApplyResult;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One Gateway: its process, what was accepted for it, what it serves, and what the planner remembers. Owned by the control
 * thread.
 */
final class RunningGateway {
    /** A refused snapshot is offered again now and then: a port that was taken may be free by then. */
    private static final long OFFER_AGAIN_NANOS = 2_000_000_000L;

    private final GatewayProcess process;
    private final Meter meter = new Meter();
    private GatewayConfig wanted;
    private @Nullable GatewayConfig served;
    private List<String> rejection = List.of();
    private long offeredNanos;
    private PlanState planState;
    private long planRevision;
    private long planDueNanos;
    private @Nullable PlanResult planned;
    private Forecasts forecasts = Forecasts.NONE;
    private @Nullable Observation observed;

    RunningGateway(GatewayProcess process, GatewayConfig first, long nowNanos) {
        this.process = process;
        this.wanted = first;
        this.planState = PlanState.start(nowNanos);
        this.planDueNanos = nowNanos;
    }

    GatewayProcess process() {
        return process;
    }

    String id() {
        return wanted.snapshot().gateway();
    }

    /** The snapshot in force, from which a rejected policy's last accepted generation is read back. */
    Optional<ConfigSnapshot> served() {
        return Optional.ofNullable(served).map(GatewayConfig::snapshot);
    }

    /** Why what was accepted is not served; empty when it is. */
    List<String> rejection() {
        return rejection;
    }

    /** Whether this is what was wanted before, revisions aside. */
    boolean wants(GatewayConfig config) {
        ConfigSnapshot before = wanted.snapshot();
        return served != null
                && config.snapshot()
                        .withRevision(before.epoch(), before.revision())
                        .equals(before)
                && config.credentials().values().equals(wanted.credentials().values())
                && config.overrides().equals(wanted.overrides());
    }

    void load(GatewayConfig config, long nowNanos) {
        wanted = config;
        offer(nowNanos);
    }

    /** @return whether it was offered again */
    boolean offerAgainIfDue(long nowNanos) {
        if (rejection.isEmpty() || nowNanos - offeredNanos < OFFER_AGAIN_NANOS) {
            return false;
        }
        offer(nowNanos);
        return true;
    }

    private void offer(long nowNanos) {
        offeredNanos = nowNanos;
        Credentials credentials = wanted.credentials();
        switch (process.apply(wanted.snapshot(), credentials)) {
            case ApplyResult.Served s -> {
                served = wanted;
                rejection = List.of();
            }
            case ApplyResult.Refused refused -> rejection = refused.reasons();
        }
        planDueNanos = nowNanos;
    }

    /** @return the newest reading, where the process answered */
    Optional<Observation> observe() {
        Optional<Observation> newest = process.observe();
        newest.ifPresent(each -> observed = each);
        return newest;
    }

    /** The newest reading. */
    Optional<Observation> observed() {
        return Optional.ofNullable(observed);
    }

    /** @return what was decided, where it was time for it */
    Optional<PlanResult> planIfDue(Planner planner, Books books, long nowMillis, long nowNanos) {
        GatewayConfig current = served;
        if (current == null || observed == null || planDueNanos - nowNanos > 0) {
            return Optional.empty();
        }
        List<ActiveOverride> overrides = current.overrides().stream()
                .map(override -> override.at(nowMillis, nowNanos))
                .toList();
        ConfigSnapshot snapshot = current.snapshot();
        PlanResult result = planner.plan(new PlanInput(
                snapshot,
                List.of(observed),
                overrides,
                books,
                planState,
                snapshot.epoch(),
                ++planRevision,
                nowMillis,
                nowNanos));
        process.apply(result.plan());
        planned = result;
        forecasts = new Forecasts(nowMillis + Foresight.HORIZON_SECONDS * 1_000L, result.foreseen());
        planState = result.state();
        planDueNanos = result.nextLookNanos();
        return Optional.of(result);
    }

    Optional<Sample.GatewaySample> sample() {
        return served == null || observed == null
                ? Optional.empty()
                : Optional.of(meter.sample(served.snapshot(), List.of(observed), plan(), forecasts));
    }

    Optional<PlanView.GatewayPlan> planView() {
        return served == null || planned == null
                ? Optional.empty()
                : Optional.of(PlanPresenter.present(
                        served.snapshot(), planned.plan(), planned.decisions(), planned.findings()));
    }

    StatusView.GatewayStatus statusView() {
        ConfigSnapshot snapshot = served().orElse(null);
        return new StatusView.GatewayStatus(
                id(),
                snapshot == null ? 0 : snapshot.epoch(),
                snapshot == null ? 0 : snapshot.revision(),
                rejection.isEmpty() ? null : String.join("; ", rejection),
                observed != null && observed.planInForce(),
                process.ports().entrySet().stream()
                        .map(port -> new StatusView.ListenerView(port.getKey(), port.getValue()))
                        .toList());
    }

    private @Nullable Plan plan() {
        return planned == null ? null : planned.plan();
    }
}
