package dev.sluice.operator.loop;

import dev.sluice.contract.observation.Observation;
import dev.sluice.contract.snapshot.ConfigSnapshot;
import dev.sluice.control.account.Books;
import dev.sluice.control.account.QuoteStand;
import dev.sluice.control.resolve.ObjectRef;
import dev.sluice.control.resolve.Resources;
import dev.sluice.control.status.ObjectStatus;
import dev.sluice.control.view.History;
import dev.sluice.control.view.Move;
import dev.sluice.control.view.Moves;
import dev.sluice.control.view.Sample;
import dev.sluice.operator.collect.GatewayPod;
import dev.sluice.operator.render.GatewayObjects;
import dev.sluice.operator.status.GatewayView;
import dev.sluice.operator.status.Known;
import dev.sluice.operator.status.PodView;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Puts together what is known at one moment and hands it to statuses and the page. Owned by the control thread. */
final class Publisher {
    private static final System.Logger LOG = System.getLogger(Publisher.class.getName());

    private final Consumer<Known> statuses;
    private final Board board;
    private final Accounts accounts = new Accounts();
    private final Map<String, Said> said = new HashMap<>();
    private Sample latest = new Sample(0, List.of());

    Publisher(Consumer<Known> statuses, Board board) {
        this.statuses = statuses;
        this.board = board;
    }

    /** @return whether the pod says for the first time that it serves a snapshot, or refuses one */
    boolean observed(Observation reading, long nowMillis) {
        accounts.absorb(reading, nowMillis);
        Said now = new Said(reading.startedAtMillis(), reading.epoch(), reading.revision(), reading.rejection());
        return !now.equals(said.put(reading.reporter(), now));
    }

    /** How money and quotas stand. @param snapshots of all Gateways */
    Books books(Resources resources, List<ConfigSnapshot> snapshots, long nowMillis) {
        return accounts.books(resources, snapshots, nowMillis);
    }

    /** What a pod says of what it serves. */
    private record Said(
            long startedAtMillis,
            long epoch,
            long revision,
            @Nullable String rejection) {}

    void decided(Moves.Changes changes) {
        changes.visible().forEach(board::add);
        changes.far().forEach(Publisher::log);
        changes.health()
                .forEach(each -> LOG.log(
                        System.Logger.Level.INFO,
                        "provider health changed provider=" + each.provider() + " from=" + each.from() + " to="
                                + each.to()));
    }

    /** @param pods of a Gateway, leaving ones included */
    void publish(
            Resources resources,
            List<ObjectStatus> translated,
            List<ServedGateway> gateways,
            Map<String, QuoteStand> quotes,
            Function<Gateway, List<GatewayPod>> pods,
            long nowMillis) {
        List<GatewayView> views = new ArrayList<>();
        for (ServedGateway gateway : gateways) {
            views.add(view(gateway, pods.apply(gateway.gateway()), resources));
        }
        sampleIfDue(gateways, views, nowMillis);
        said.keySet()
                .retainAll(views.stream()
                        .flatMap(each -> each.pods().stream())
                        .map(PodView::name)
                        .toList());
        gateways.forEach(each -> accounts.onProbation(each.newcomers(), nowMillis));
        Known known = new Known(
                resources,
                translated,
                views,
                accounts.of(resources, nowMillis),
                accounts.ofPolicies(nowMillis),
                quotes,
                false,
                nowMillis);
        board.put(nowMillis, translated, views, latest);
        statuses.accept(known);
    }

    private void sampleIfDue(List<ServedGateway> gateways, List<GatewayView> views, long nowMillis) {
        if (nowMillis - latest.atMillis() < History.INTERVAL_MILLIS) {
            return;
        }
        List<Sample.GatewaySample> samples = new ArrayList<>();
        for (int i = 0; i < gateways.size(); i++) {
            List<Observation> newest = views.get(i).pods().stream()
                    .flatMap(each -> each.observation().stream())
                    .toList();
            if (!newest.isEmpty()) {
                ServedGateway gateway = gateways.get(i);
                board.record(gateway.id(), newest, nowMillis);
                samples.add(gateway.meter()
                        .sample(
                                gateway.snapshot(),
                                newest,
                                gateway.planned().map(each -> each.plan()).orElse(null),
                                gateway.forecasts()));
            }
        }
        latest = new Sample(nowMillis, samples);
        board.add(latest);
    }

    private static GatewayView view(ServedGateway gateway, List<GatewayPod> pods, Resources resources) {
        String service = ObjectRef.namespace(gateway.gateway()) + "/" + GatewayObjects.name(gateway.gateway());
        return new GatewayView(
                gateway.id(),
                gateway.snapshot(),
                gateway.written(),
                gateway.failure(),
                resources.services().stream()
                        .filter(each -> ObjectRef.of(each).id().equals(service))
                        .findFirst(),
                pods.stream()
                        .filter(each -> !each.leaving())
                        .map(each -> new PodView(each.name(), each.ready(), each.newest()))
                        .toList(),
                gateway.planned());
    }

    private static void log(Move move) {
        LOG.log(
                System.Logger.Level.INFO,
                "share moved gateway=" + move.gateway() + " pool=" + move.pool() + " class=" + move.requestClass()
                        + " provider=" + move.provider() + " fromPercent=" + Math.round(move.from() * 100)
                        + " toPercent=" + Math.round(move.to() * 100) + " reason=\"" + move.reason() + "\"");
    }
}
