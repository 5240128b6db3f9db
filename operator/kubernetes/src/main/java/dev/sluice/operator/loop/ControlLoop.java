package dev.sluice.operator.loop;

import dev.sluice.contract.observation.Observation;
import dev.sluice.control.account.Books;
import dev.sluice.control.account.Quotes;
import dev.sluice.control.plan.PlanResult;
import dev.sluice.control.plan.Planner;
import dev.sluice.control.resolve.ObjectRef;
import dev.sluice.control.resolve.Resources;
import dev.sluice.control.status.ObjectStatus;
import dev.sluice.control.translate.GatewayConfig;
import dev.sluice.control.translate.TranslateResult;
import dev.sluice.control.translate.Translator;
import dev.sluice.control.translate.route.GatewayTranslator;
import dev.sluice.operator.apply.Order;
import dev.sluice.operator.apply.Orders;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The flow in a cluster, on the control thread of whoever leads. A change of what users wrote runs steps one to four, a tick steps
 * eight and nine; five to seven are the gateways' own.
 *
 * <pre>
 * informers ─ gather ─ translate ─ order ─▶ reconciler ─ render, apply ─▶ Secrets ─▶ gateway pods
 *                                                                           ▲             │
 *                     statuses, Events, page ◀─ plan ◀─────── collect ──────┼─────────────┘
 *                                                 └──── shares ─▶ ConfigMap ┘
 * </pre>
 */
final class ControlLoop implements Orders {
    private static final System.Logger LOG = System.getLogger(ControlLoop.class.getName());

    private final Supplier<Optional<Resources>> gather;
    private final Outside outside;
    private final Planner planner;
    private final Translator translator = new Translator(Translator.Target.KUBERNETES);
    private final Map<String, ServedGateway> gateways = new TreeMap<>();
    private final Quotes quotes = new Quotes();
    private final Map<String, Order> orders = new ConcurrentHashMap<>();
    private Resources resources = Resources.NONE;
    private List<ObjectStatus> statuses = List.of();
    private long epoch = 1;
    private boolean translated;

    /** @param gather what users wrote; empty while that is not known whole */
    ControlLoop(Supplier<Optional<Resources>> gather, Outside outside, Planner planner) {
        this.gather = gather;
        this.outside = outside;
        this.planner = planner;
    }

    /** Steps one to four. @return whether everything was known */
    boolean changed() {
        Optional<Resources> gathered = gather.get();
        gathered.ifPresent(this::translate);
        return gathered.isPresent();
    }

    private void translate(Resources now) {
        resources = now;
        List<Gateway> ours = GatewayTranslator.ours(now);
        ours.forEach(this::take);
        quotes.follow(now.providers());
        outside.follow(quotes.queries());
        TranslateResult result = translator.translate(
                now, gateways.values().stream().map(ServedGateway::snapshot).toList(), epoch, 0);
        statuses = result.statuses();
        for (GatewayConfig config : result.gateways()) {
            ServedGateway gateway = gateways.get(config.snapshot().gateway());
            if (gateway != null) {
                order(gateway, config);
            }
        }
        List<String> ids = ours.stream().map(each -> ObjectRef.of(each).id()).toList();
        gateways.keySet().retainAll(ids);
        orders.keySet().retainAll(ids);
        outside.retain(ours.stream().map(each -> each.getMetadata().getUid()).toList());
        translated = true;
        publish();
    }

    /** What an earlier leader left is read before anything is written, and everything of ours is newer than that. */
    private void take(Gateway gateway) {
        ServedGateway known = gateways.get(ObjectRef.of(gateway).id());
        if (known != null
                && known.gateway()
                        .getMetadata()
                        .getUid()
                        .equals(gateway.getMetadata().getUid())) {
            known.gateway(gateway);
            return;
        }
        Recalled left = outside.recall(gateway);
        epoch = Math.max(epoch, left.epoch() + 1);
        gateways.put(
                ObjectRef.of(gateway).id(),
                new ServedGateway(
                        gateway,
                        left,
                        outside.planDelivery(ObjectRef.of(gateway).id(), left.plan()),
                        ErrorBudgetsLeft.of(ObjectRef.of(gateway).id(), resources.policies()),
                        ProbationLeft.of(resources.providers(), outside.millis()),
                        outside.nanos()));
    }

    private void order(ServedGateway gateway, GatewayConfig config) {
        GatewayConfig priced = new GatewayConfig(
                quotes.priced(config.snapshot(), gateway.snapshot()), config.credentials(), config.overrides());
        if (gateway.want(priced, Parameters.of(gateway.gateway(), resources), epoch, outside.nanos())) {
            place(gateway);
        }
    }

    private void place(ServedGateway gateway) {
        gateway.order().ifPresent(order -> {
            orders.put(gateway.id(), order);
            outside.wake(gateway.id());
        });
    }

    /** A metric says what a provider costs; another price is another snapshot. */
    void quoted(String provider, String query, double perMillion) {
        if (quotes.read(provider, query, perMillion, outside.millis())) {
            changed();
        }
    }

    /** A metric cannot be read; the newest price holds. */
    void notQuoted(String provider, String query, String why) {
        quotes.failed(provider, query, why);
    }

    /** Steps eight and nine. */
    void tick() {
        if (!translated) {
            return;
        }
        long nowMillis = outside.millis();
        long nowNanos = outside.nanos();
        Books books = outside.books(
                resources,
                gateways.values().stream().map(ServedGateway::snapshot).toList());
        for (ServedGateway gateway : gateways.values()) {
            List<Observation> newest = outside.observations(gateway.gateway());
            if (gateway.repairIfRefused(newest, nowNanos)) {
                LOG.log(System.Logger.Level.WARNING, gateway.id() + ": refused by gateways for long, written again");
                place(gateway);
            }
            Optional<PlanResult> planned = gateway.planIfDue(planner, newest, books, epoch, nowMillis, nowNanos);
            planned.ifPresent(result -> {
                outside.planned(gateway.snapshot(), result);
                outside.decided(gateway.moves().decided(result.decisions(), nowMillis));
                if (gateway.scaleFor(result.demand(), newest.size(), nowNanos)) {
                    LOG.log(
                            System.Logger.Level.INFO,
                            "autoscaler's minimum moved gateway=" + gateway.id() + " requestsPerSecond="
                                    + Math.round(result.demand().nowPerSecond()) + " expected="
                                    + Math.round(result.demand().expectedPerSecond()));
                    place(gateway);
                }
            });
        }
        publish();
    }

    /** Tells everybody who shows something. */
    void publish() {
        if (translated) {
            outside.publish(resources, statuses, List.copyOf(gateways.values()), quotes.stands(outside.millis()));
        }
    }

    @Override
    public Optional<Order> of(String gateway) {
        return Optional.ofNullable(orders.get(gateway));
    }

    @Override
    public void applied(String gateway, Order order) {
        outside.delivered();
        outside.later(() -> {
            ServedGateway served = gateways.get(gateway);
            if (served != null) {
                served.applied(order);
                publish();
            }
        });
    }

    @Override
    public void failed(String gateway, Order order, String reason) {
        LOG.log(System.Logger.Level.WARNING, gateway + ": " + reason);
        outside.later(() -> {
            ServedGateway served = gateways.get(gateway);
            if (served != null) {
                served.failed(reason);
                publish();
            }
        });
    }
}
