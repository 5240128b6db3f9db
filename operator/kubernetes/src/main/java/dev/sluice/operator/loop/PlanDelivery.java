package dev.sluice.operator.loop;

import dev.sluice.contract.delivery.PlanLease;
import dev.sluice.contract.plan.Plan;
import dev.sluice.operator.render.GatewayObjects;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One Gateway's plan on its way to the ConfigMap: written when shares change, and every third of its TTL so that gateways see that
 * somebody plans. One write at a time, off the control thread. As long as a plan has not arrived no other is made, since steps are
 * bounded from what gateways follow.
 */
final class PlanDelivery {
    private static final System.Logger LOG = System.getLogger(PlanDelivery.class.getName());

    private final Consumer<ConfigMap> sink;
    private final Executor writers;
    private long renewal;
    private @Nullable Plan written;
    private long renewDueNanos;
    private volatile boolean writing;
    private volatile @Nullable String failure;

    /**
     * @param sink writes to the cluster, or throws
     * @param writers where it may block
     * @param left by an earlier leader
     */
    PlanDelivery(Consumer<ConfigMap> sink, Executor writers, Optional<PlanLease> left) {
        this.sink = sink;
        this.writers = writers;
        this.renewal = left.map(PlanLease::renewal).orElse(0L);
    }

    /** Whether gateways can have the newest plan, so that the next may be made. */
    boolean arrived() {
        return !writing && failure == null;
    }

    /** Why the newest plan is not in the cluster; null when it is, or is under way. */
    @Nullable
    String failure() {
        return failure;
    }

    /** Writes it where that is due. On the control thread. */
    void offer(Gateway gateway, Plan plan, long nowNanos) {
        boolean news = written == null || !sameShares(written, plan) || failure != null;
        if (writing || !(news || nowNanos - renewDueNanos >= 0)) {
            return;
        }
        writing = true;
        written = plan;
        renewDueNanos = nowNanos + plan.ttlNanos() / 3;
        ConfigMap map = GatewayObjects.plan(gateway, new PlanLease(plan, ++renewal));
        writers.execute(() -> write(map));
    }

    private void write(ConfigMap map) {
        try {
            sink.accept(map);
            failure = null;
        } catch (KubernetesClientException e) {
            if (failure == null) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "plan " + map.getMetadata().getNamespace() + "/"
                                + map.getMetadata().getName() + " cannot be written, shares are held: "
                                + e.getMessage());
            }
            failure = "the plan cannot be written: " + e.getMessage();
        } finally {
            writing = false;
        }
    }

    private static boolean sameShares(Plan one, Plan other) {
        return one.epoch() == other.epoch()
                && one.ttlNanos() == other.ttlNanos()
                && one.entries().equals(other.entries());
    }
}
