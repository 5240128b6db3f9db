package dev.sluice.operator.loop;

import dev.sluice.contract.codec.CodecException;
import dev.sluice.contract.delivery.PlanLease;
import dev.sluice.contract.observation.Observation;
import dev.sluice.contract.snapshot.ConfigSnapshot;
import dev.sluice.contract.snapshot.Credentials;
import dev.sluice.control.account.Books;
import dev.sluice.control.account.QuoteStand;
import dev.sluice.control.plan.PlanResult;
import dev.sluice.control.resolve.Resources;
import dev.sluice.control.status.ObjectStatus;
import dev.sluice.control.view.Moves;
import dev.sluice.operator.status.World;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A world that writes down what the loop does to it, in virtual time. */
final class FakeOutside implements Outside {
    final List<String> woken = new ArrayList<>();
    final List<Gateway> recalled = new ArrayList<>();
    final List<List<String>> retained = new ArrayList<>();
    final List<PlanLease> offered = new ArrayList<>();
    final List<PlanLease> plans = new ArrayList<>();
    final List<ServedGateway> published = new ArrayList<>();
    final List<Observation> readings = new ArrayList<>();
    Recalled left = new Recalled(Optional.empty(), Credentials.NONE, Optional.empty());
    Map<String, String> followed = Map.of();
    boolean refusingPlans;
    private long nowMillis = 1_800_000_000_000L;

    void later(long millis) {
        nowMillis += millis;
    }

    void reported(long revision) {
        refused(revision, null);
    }

    void refused(long revision, String reason) {
        readings.clear();
        readings.add(new Observation(
                World.GATEWAY,
                "edge-0",
                nowMillis - 1_000,
                nowMillis,
                1,
                revision,
                0,
                0,
                false,
                reason,
                List.of(),
                List.of(),
                List.of()));
    }

    @Override
    public long millis() {
        return nowMillis;
    }

    @Override
    public long nanos() {
        return nowMillis * 1_000_000;
    }

    @Override
    public void later(Runnable work) {
        work.run();
    }

    @Override
    public Recalled recall(Gateway gateway) {
        recalled.add(gateway);
        return left;
    }

    @Override
    public void follow(Map<String, String> queries) {
        followed = queries;
    }

    @Override
    public Books books(Resources resources, List<ConfigSnapshot> snapshots) {
        return Books.NONE;
    }

    @Override
    public PlanDelivery planDelivery(String gateway, Optional<PlanLease> before) {
        return new PlanDelivery(this::take, Runnable::run, before);
    }

    private void take(ConfigMap map) {
        try {
            offered.add(PlanLease.read(map.getData()));
        } catch (CodecException e) {
            throw new AssertionError(e);
        }
        if (refusingPlans) {
            throw new KubernetesClientException("the API server is away");
        }
        plans.add(offered.getLast());
    }

    @Override
    public void wake(String gateway) {
        woken.add(gateway);
    }

    @Override
    public void delivered() {
        // Nobody waits here.
    }

    @Override
    public List<Observation> observations(Gateway gateway) {
        return List.copyOf(readings);
    }

    @Override
    public void planned(ConfigSnapshot snapshot, PlanResult result) {}

    @Override
    public void decided(Moves.Changes changes) {
        // Shown by the page's own tests.
    }

    @Override
    public void publish(
            Resources resources,
            List<ObjectStatus> statuses,
            List<ServedGateway> gateways,
            Map<String, QuoteStand> quotes) {
        published.addAll(gateways);
    }

    @Override
    public void retain(List<String> uids) {
        retained.add(uids);
    }
}
