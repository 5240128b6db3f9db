package dev.sluice.control.translate.route;

import dev.sluice.control.gatewayapi.ListenerSet;
import dev.sluice.control.resolve.Catalog;
import dev.sluice.control.resolve.ObjectRef;
import dev.sluice.control.resolve.References;
import dev.sluice.control.status.Condition;
import dev.sluice.control.status.ConditionType;
import dev.sluice.control.status.ObjectStatus;
import dev.sluice.control.status.Parent;
import dev.sluice.control.status.ParentStatus;
import dev.sluice.control.status.Reason;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.AllowedListeners;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** ListenerSets that name a Gateway as their parent, the oldest first; without a word from it none is taken. */
final class ListenerSets {
    private final List<ListenerSet> sets;
    private final Catalog catalog;

    ListenerSets(List<ListenerSet> sets, Catalog catalog) {
        this.sets = Catalog.oldestFirst(sets);
        this.catalog = catalog;
    }

    /** Those that name it, whether it takes them or not. */
    List<ListenerSet> of(ObjectRef gateway) {
        return sets.stream().filter(set -> parent(set).equals(gateway.id())).toList();
    }

    boolean taken(Gateway gateway, ListenerSet set) {
        AllowedListeners allowed = gateway.getSpec().getAllowedListeners();
        return allowed != null
                && allowed.getNamespaces() != null
                && new AllowedNamespaces(
                                allowed.getNamespaces().getFrom(),
                                "None",
                                allowed.getNamespaces().getSelector(),
                                ObjectRef.namespace(gateway),
                                catalog)
                        .permit(ObjectRef.namespace(set));
    }

    /**
     * @param taken whether the Gateway takes it
     * @param listeners what came of its listeners; empty where it is not taken
     */
    static ObjectStatus status(
            ListenerSet set,
            ObjectRef gateway,
            boolean taken,
            List<TranslatedListener> listeners,
            Map<String, Integer> attachedRoutes) {
        Condition accepted = taken
                ? accepted(listeners)
                : Condition.of(
                        ConditionType.ACCEPTED,
                        false,
                        Reason.NOT_ALLOWED,
                        gateway + " does not take it; expected allowedListeners there that permit namespace "
                                + ObjectRef.namespace(set));
        Parent parent =
                new Parent(References.GATEWAY_API, gateway.kind(), gateway.namespace(), gateway.name(), null, null);
        return new ObjectStatus(
                ObjectRef.of(set),
                Objects.requireNonNullElse(set.getMetadata().getGeneration(), 0L),
                List.of(accepted),
                List.of(new ParentStatus(parent, List.of())),
                listeners.stream()
                        .map(l -> l.status(attachedRoutes.getOrDefault(l.key(), 0)))
                        .toList(),
                List.of());
    }

    /** One listener that can be served is enough. */
    private static Condition accepted(List<TranslatedListener> listeners) {
        List<String> invalid = listeners.stream()
                .filter(l -> l.served() == null)
                .map(TranslatedListener::name)
                .toList();
        return invalid.isEmpty()
                ? Condition.of(ConditionType.ACCEPTED, true, Reason.ACCEPTED, "every listener is served")
                : Condition.of(
                        ConditionType.ACCEPTED,
                        invalid.size() < listeners.size(),
                        Reason.LISTENERS_NOT_VALID,
                        "listeners that are not served: " + String.join(", ", invalid));
    }

    private static String parent(ListenerSet set) {
        var ref = set.getSpec().parentRef();
        boolean gateway = (ref.kind() == null || ref.kind().equals("Gateway"))
                && (ref.group() == null || ref.group().equals(References.GATEWAY_API));
        String namespace = ref.namespace() == null ? ObjectRef.namespace(set) : ref.namespace();
        return gateway ? namespace + "/" + ref.name() : "";
    }
}
