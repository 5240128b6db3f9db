package dev.sluice.operator.status.decide;

import dev.sluice.control.resolve.ObjectRef;
import dev.sluice.crds.v1alpha1.Provider;
import dev.sluice.crds.v1alpha1.provider.Accounting;
import dev.sluice.crds.v1alpha1.provider.ProviderStatus;
import dev.sluice.operator.status.condition.Carried;
import dev.sluice.operator.status.measure.Face;
import dev.sluice.operator.status.rollout.Moment;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Providers: conditions, columns, and the checkpoint of their accounting. */
final class ProviderDecision {
    private final MeasuredDecision measured;

    ProviderDecision(MeasuredDecision measured) {
        this.measured = measured;
    }

    Optional<Provider> decide(Provider written, Moment moment) {
        ProviderStatus carried = written.getStatus();
        String id = ObjectRef.of(written).id();
        Accounting before = carried == null ? null : carried.accounting();
        Accounting now = moment.known().accounting().get(id);
        boolean due = now != null && Checkpoints.due(before, now, moment.known().checkpointNow(), moment.nowMillis());
        return measured.decide(written, carried(carried), moment.measured().provider(id), due, moment)
                .map(next -> {
                    Face face = next.face();
                    Provider copy = new Provider();
                    copy.setMetadata(written.getMetadata());
                    copy.setSpec(written.getSpec());
                    copy.setStatus(new ProviderStatus(
                            next.observedGeneration(),
                            face.shares(),
                            face.p95(),
                            face.cost(),
                            face.reason(),
                            now == null || Checkpoints.same(before, now)
                                    ? before
                                    : Checkpoints.at(now, moment.nowMillis()),
                            next.conditions()));
                    return copy;
                });
    }

    private static Carried carried(@Nullable ProviderStatus status) {
        return status == null
                ? Carried.NOTHING
                : new Carried(
                        status.observedGeneration(),
                        new Face(status.share(), status.p95(), status.spentToday(), status.reason()),
                        status.conditions());
    }
}
