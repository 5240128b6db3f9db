package dev.sluice.operator.status.decide;

import dev.sluice.contract.snapshot.Pool;
import dev.sluice.control.resolve.ObjectRef;
import dev.sluice.crds.v1alpha1.ProviderPool;
import dev.sluice.crds.v1alpha1.pool.ProviderPoolStatus;
import dev.sluice.operator.status.GatewayView;
import dev.sluice.operator.status.condition.Carried;
import dev.sluice.operator.status.measure.Face;
import dev.sluice.operator.status.rollout.Moment;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** ProviderPools: conditions, columns, and how many members are used. */
final class PoolDecision {
    private final MeasuredDecision measured;

    PoolDecision(MeasuredDecision measured) {
        this.measured = measured;
    }

    Optional<ProviderPool> decide(ProviderPool written, Moment moment) {
        ProviderPoolStatus carried = written.getStatus();
        ObjectRef ref = ObjectRef.of(written);
        Integer before = carried == null ? null : carried.members();
        Integer members = members(moment.usage().gateways(ref), ref.id(), before);
        boolean due = carried != null && !Objects.equals(before, members);
        return measured.decide(written, carried(carried), moment.measured().pool(ref.id()), due, moment)
                .map(next -> {
                    Face face = next.face();
                    ProviderPool copy = new ProviderPool();
                    copy.setMetadata(written.getMetadata());
                    copy.setSpec(written.getSpec());
                    copy.setStatus(new ProviderPoolStatus(
                            next.observedGeneration(),
                            members,
                            face.shares(),
                            face.p95(),
                            face.cost(),
                            face.reason(),
                            next.conditions()));
                    return copy;
                });
    }

    /** As the snapshots say; as before where no Gateway uses the pool, which nobody counts then. */
    private static @Nullable Integer members(List<GatewayView> users, String id, @Nullable Integer before) {
        return users.stream()
                .flatMap(gateway -> gateway.wanted().pools().stream())
                .filter(pool -> pool.id().equals(id))
                .map((Pool pool) -> pool.members().size())
                .findFirst()
                .orElse(before);
    }

    private static Carried carried(@Nullable ProviderPoolStatus status) {
        return status == null
                ? Carried.NOTHING
                : new Carried(
                        status.observedGeneration(),
                        new Face(status.shares(), status.p95(), status.spentToday(), status.reason()),
                        status.conditions());
    }
}
