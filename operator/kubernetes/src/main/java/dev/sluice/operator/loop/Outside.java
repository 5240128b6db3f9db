package dev.sluice.operator.loop;

import dev.sluice.contract.delivery.PlanLease;
import dev.sluice.contract.observation.Observation;
import dev.sluice.contract.snapshot.ConfigSnapshot;
import dev.sluice.control.account.Books;
import dev.sluice.control.account.QuoteStand;
import dev.sluice.control.plan.PlanResult;
import dev.sluice.control.resolve.Resources;
import dev.sluice.control.status.ObjectStatus;
import dev.sluice.control.view.Moves;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All that the control loop touches: clocks, the API server, gateway pods, and whoever shows something. */
interface Outside {
    long millis();

    long nanos();

    /** Runs it on the control thread, soon. */
    void later(Runnable work);

    /** What an earlier leader left; throws where it cannot be asked, and the round is tried again. */
    Recalled recall(Gateway gateway);

    /** @param left by an earlier leader */
    PlanDelivery planDelivery(String gateway, Optional<PlanLease> left);

    /** There is a new order. @param gateway {@code namespace/name} */
    void wake(String gateway);

    /** What was ordered is in the cluster: gateways will soon say that they have it. */
    void delivered();

    /** Newest reading of each pod of a Gateway that answered. */
    List<Observation> observations(Gateway gateway);

    void planned(ConfigSnapshot snapshot, PlanResult result);

    /** How money and quotas stand. @param snapshots of all Gateways */
    Books books(Resources resources, List<ConfigSnapshot> snapshots);

    /** Prices to be read from metrics. @param queries by Provider, {@code namespace/name} */
    void follow(Map<String, String> queries);

    void decided(Moves.Changes changes);

    void publish(
            Resources resources,
            List<ObjectStatus> statuses,
            List<ServedGateway> gateways,
            Map<String, QuoteStand> quotes);

    /** @param uids of Gateways that are left */
    void retain(List<String> uids);
}
