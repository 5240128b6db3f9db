package dev.sluice.operator.apply;

import dev.sluice.control.resolve.ObjectRef;
import dev.sluice.operator.render.GatewayImage;
import dev.sluice.operator.render.GatewayObjects;
import dev.sluice.operator.render.RenderInput;
import dev.sluice.operator.render.Rendered;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Makes the cluster hold what was ordered for a Gateway. Called when an order changed, when the Gateway did, and when somebody
 * touched an object that it owns. Whatever fails is told and tried again by the SDK, later and later.
 */
final class GatewayReconciler implements Reconciler<Gateway> {
    /** What a Gateway owns besides its Secrets and ConfigMap, which nobody lists. */
    private static final List<Class<? extends HasMetadata>> OWNED = List.of(
            Deployment.class,
            Service.class,
            ServiceAccount.class,
            Role.class,
            RoleBinding.class,
            PodDisruptionBudget.class,
            HorizontalPodAutoscaler.class,
            NetworkPolicy.class);

    private static final String OURS = "app.kubernetes.io/managed-by=sluice,app.kubernetes.io/component=gateway";

    private final Applier applier;
    private final Orders orders;
    private final GatewayImage image;
    private final LongConsumer reconciled;
    private final SimpleInboundEventSource<Gateway> ordered = new SimpleInboundEventSource<>("orders");

    /** @param reconciled told of each round's nanoseconds */
    GatewayReconciler(Applier applier, Orders orders, GatewayImage image, LongConsumer reconciled) {
        this.reconciled = reconciled;
        this.applier = applier;
        this.orders = orders;
        this.image = image;
    }

    /** There is a new order for a Gateway. */
    void wake(String namespace, String name) {
        if (ordered.isRunning()) {
            ordered.propagateEvent(new ResourceID(name, namespace));
        }
    }

    @Override
    public List<EventSource<?, Gateway>> prepareEventSources(EventSourceContext<Gateway> context) {
        List<EventSource<?, Gateway>> sources = new ArrayList<>();
        sources.add(ordered);
        OWNED.forEach(kind -> sources.add(owned(kind, context)));
        return sources;
    }

    private static <T extends HasMetadata> EventSource<T, Gateway> owned(
            Class<T> kind, EventSourceContext<Gateway> context) {
        return new InformerEventSource<>(
                InformerEventSourceConfiguration.from(kind, Gateway.class)
                        .withLabelSelector(OURS)
                        .withNamespacesInheritedFromController()
                        .build(),
                context);
    }

    @Override
    public UpdateControl<Gateway> reconcile(Gateway gateway, Context<Gateway> context) throws Exception {
        String id = ObjectRef.of(gateway).id();
        Optional<Order> order = orders.of(id);
        if (order.isPresent() && gateway.getMetadata().getDeletionTimestamp() == null) {
            long start = System.nanoTime();
            fulfil(id, gateway, order.get(), context);
            reconciled.accept(System.nanoTime() - start);
        }
        return UpdateControl.noUpdate();
    }

    private void fulfil(String id, Gateway gateway, Order order, Context<Gateway> context) throws Exception {
        try {
            RenderInput input = new RenderInput(
                    gateway,
                    order.parameters(),
                    order.leastPods(),
                    order.config().snapshot(),
                    order.packed(),
                    order.config().credentials(),
                    image);
            Rendered delivery = GatewayObjects.delivery(input);
            if (delivery.tooLarge() != null) {
                orders.failed(id, order, delivery.tooLarge());
                return;
            }
            for (Secret secret : delivery.delivery()) {
                applier.apply(gateway, secret, order.attempt());
            }
            apply(gateway, GatewayObjects.runtime(input), order.attempt(), context);
            orders.applied(id, order);
        } catch (NotOursException e) {
            orders.failed(id, order, String.valueOf(e.getMessage()));
            throw e;
        } catch (KubernetesClientException e) {
            orders.failed(id, order, "the API server did not take an object: " + words(e));
            throw e;
        }
    }

    private void apply(Gateway gateway, List<HasMetadata> runtime, int attempt, Context<Gateway> context)
            throws NotOursException {
        for (HasMetadata object : runtime) {
            applier.apply(gateway, object, live(object, context), attempt);
        }
        boolean scaled = runtime.stream().anyMatch(HorizontalPodAutoscaler.class::isInstance);
        if (!scaled) {
            context.getSecondaryResources(HorizontalPodAutoscaler.class)
                    .forEach(unwanted -> applier.delete(gateway, unwanted));
        }
    }

    private static Optional<? extends HasMetadata> live(HasMetadata wanted, Context<Gateway> context) {
        return context.getSecondaryResources(wanted.getClass()).stream()
                .filter(each ->
                        each.getMetadata().getName().equals(wanted.getMetadata().getName()))
                .findFirst();
    }

    private static String words(KubernetesClientException e) {
        return String.valueOf(
                e.getStatus() == null ? e.getMessage() : e.getStatus().getMessage());
    }
}
