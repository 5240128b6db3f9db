package dev.sluice.operator.status.write;

import dev.sluice.crds.v1alpha1.TrafficPlan;
import dev.sluice.operator.event.EventDecider;
import dev.sluice.operator.event.EventSink;
import dev.sluice.operator.status.GatewayView;
import dev.sluice.operator.status.Known;
import dev.sluice.operator.status.Usage;
import dev.sluice.operator.status.decide.Decided;
import dev.sluice.operator.status.decide.StatusDecider;
import dev.sluice.operator.status.measure.Measured;
import dev.sluice.operator.status.measure.Measuring;
import dev.sluice.operator.status.plan.PlanDecider;
import dev.sluice.operator.status.write.StatusApi.Answer;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;

/** One round: measure, decide, write, tell. Owned by one thread; throws nothing the API server says. */
final class Round {
    /** So many writes are done before a newer state of the world may interrupt. */
    static final int WRITES_BEFORE_NEWER = 25;

    private static final System.Logger LOG = System.getLogger(Round.class.getName());

    private final StatusApi api;
    private final EventSink events;
    private final WriteCounter counter;
    private final Pacing pacing;
    private final Measuring measuring = new Measuring();
    private final StatusDecider statuses = new StatusDecider();
    private final PlanDecider plans = new PlanDecider();
    private final EventDecider eventDecider = new EventDecider();
    private final Freshest freshest = new Freshest();
    private final RefusedWrites refused = new RefusedWrites();
    private final Map<String, TrafficPlan> written = new HashMap<>();
    private boolean failing;

    /** What one write after the other waits for. */
    interface Pacing {
        void beforeWrite();
    }

    /**
     * What is left to do.
     *
     * @param nextMillis when to look again, even if nothing happens; {@link Long#MAX_VALUE} for never
     * @param failed whether the API server did not take a write, so that all is tried again after a while
     */
    record Outcome(long nextMillis, boolean failed) {}

    Round(StatusApi api, EventSink events, WriteCounter counter, Pacing pacing) {
        this.api = api;
        this.events = events;
        this.counter = counter;
        this.pacing = pacing;
    }

    /** @param newer whether there is something newer to decide from, or no time left */
    Outcome run(Known known, BooleanSupplier newer) {
        Known fresh = freshest.in(known);
        Usage usage = new Usage(fresh.gateways());
        Measured measured = measuring.measure(fresh, usage);
        eventDecider.decide(fresh, measured).forEach(events::send);
        Decided decided = statuses.decide(fresh, usage, measured);
        int done = 0;
        for (HasMetadata object : decided.objects()) {
            if (done++ >= WRITES_BEFORE_NEWER && newer.getAsBoolean()) {
                return new Outcome(fresh.nowMillis(), false);
            }
            if (!refused.paused(object, fresh.nowMillis()) && !write(object, fresh.nowMillis())) {
                return new Outcome(decided.nextMillis(), true);
            }
        }
        boolean planned = writePlans(fresh, measured);
        failing = failing && !planned;
        return new Outcome(decided.nextMillis(), !planned);
    }

    private boolean write(HasMetadata object, long nowMillis) {
        pacing.beforeWrite();
        return switch (api.putStatus(object)) {
            case Answer.Taken taken -> {
                freshest.remember(taken.object());
                counter.written(object.getKind());
                yield true;
            }
            case Answer.Outdated outdated -> {
                freshest.forget(object);
                counter.outdated(object.getKind());
                yield true;
            }
            case Answer.Refused no -> {
                refused(object, no.message(), nowMillis);
                yield true;
            }
            case Answer.Failed failed -> failed(object, failed.message());
        };
    }

    private boolean writePlans(Known known, Measured measured) {
        Map<String, TrafficPlan> wanted = plans.wanted(known);
        written.keySet().retainAll(wanted.keySet());
        for (GatewayView gateway : known.gateways()) {
            TrafficPlan plan = wanted.get(gateway.id());
            if (plan != null && !writePlan(gateway, plan, known, measured)) {
                return false;
            }
        }
        return true;
    }

    /** Without a first plan there is nothing to tell, and no object. */
    private boolean writePlan(GatewayView gateway, TrafficPlan wanted, Known known, Measured measured) {
        if (gateway.planned().isEmpty() || refused.paused(wanted, known.nowMillis())) {
            return true;
        }
        TrafficPlan carried = written.get(gateway.id());
        if (carried == null || !sameOwner(carried, wanted)) {
            carried = api.plan(
                            wanted.getMetadata().getNamespace(),
                            wanted.getMetadata().getName())
                    .filter(found -> sameOwner(found, wanted))
                    .orElse(null);
        }
        if (carried == null) {
            pacing.beforeWrite();
            switch (api.apply(wanted)) {
                case Answer.Taken taken -> carried = (TrafficPlan) taken.object();
                case Answer.Outdated outdated -> {
                    return true;
                }
                case Answer.Refused no -> {
                    refused(wanted, no.message(), known.nowMillis());
                    return true;
                }
                case Answer.Failed failed -> {
                    return failed(wanted, failed.message());
                }
            }
        }
        written.put(gateway.id(), carried);
        List<TrafficPlan> next = plans.decide(gateway, carried, measured, known.nowMillis()).stream()
                .toList();
        for (TrafficPlan plan : next) {
            pacing.beforeWrite();
            switch (api.putStatus(plan)) {
                case Answer.Taken taken -> {
                    written.put(gateway.id(), (TrafficPlan) taken.object());
                    counter.written(plan.getKind());
                }
                case Answer.Outdated outdated -> {
                    written.remove(gateway.id());
                    counter.outdated(plan.getKind());
                }
                case Answer.Refused no -> {
                    refused(wanted, no.message(), known.nowMillis());
                    return true;
                }
                case Answer.Failed failed -> {
                    return failed(plan, failed.message());
                }
            }
        }
        return true;
    }

    /** Whether it belongs to the same Gateway, and not to one of the same name before. */
    private static boolean sameOwner(TrafficPlan found, TrafficPlan wanted) {
        String uid = owners(wanted).getFirst().getUid();
        return owners(found).stream().anyMatch(owner -> uid.equals(owner.getUid()));
    }

    private static List<OwnerReference> owners(TrafficPlan plan) {
        return Objects.requireNonNullElse(plan.getMetadata().getOwnerReferences(), List.of());
    }

    private void refused(HasMetadata object, String message, long nowMillis) {
        counter.failed(object.getKind());
        refused.pause(object, nowMillis);
        LOG.log(
                System.Logger.Level.WARNING,
                "status refused, trying again in {0} s: kind={1} namespace={2} name={3} reason={4}",
                RefusedWrites.PAUSE_MILLIS / 1_000,
                object.getKind(),
                object.getMetadata().getNamespace(),
                object.getMetadata().getName(),
                message);
    }

    /** Once per trouble, however often it is tried again. */
    private boolean failed(HasMetadata object, String message) {
        counter.failed(object.getKind());
        if (!failing) {
            failing = true;
            LOG.log(
                    System.Logger.Level.WARNING,
                    "status not written, will try again: kind={0} namespace={1} name={2} reason={3}",
                    object.getKind(),
                    object.getMetadata().getNamespace(),
                    object.getMetadata().getName(),
                    message);
        }
        return false;
    }
}
