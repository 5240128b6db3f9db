package dev.sluice.control.translate.route;

import dev.sluice.control.resolve.ObjectRef;
import dev.sluice.control.resolve.References;
import dev.sluice.control.status.Condition;
import dev.sluice.control.status.ConditionType;
import dev.sluice.control.status.Parent;
import dev.sluice.control.status.Reason;
import dev.sluice.control.translate.value.Findings;
import dev.sluice.engine.match.Hostnames;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.ParentReference;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which listeners take a route: those it names, whose Gateway allows it, and whose names it shares. */
final class RouteAttachments {
    private static final String GATEWAY = "Gateway";

    private final Map<ObjectRef, TranslatedGateway> bySource = new HashMap<>();

    RouteAttachments(Map<String, TranslatedGateway> gateways) {
        for (TranslatedGateway gateway : gateways.values()) {
            gateway.sources().forEach(source -> bySource.put(source, gateway));
            gateway.sets().forEach(set -> bySource.put(ObjectRef.of(set), gateway));
        }
    }

    /** What came of one parentRef. */
    record AtParent(Parent parent, String gateway, Attachment attachment, Condition accepted) {}

    /** Null where the parent is no Gateway of ours, nor a ListenerSet of one, so that it is not ours to say anything. */
    @Nullable
    AtParent attach(WrittenRoute route, int index, Findings findings) {
        ParentReference ref = route.parentRefs().get(index);
        String path = "spec.parentRefs[" + index + "]";
        String namespace = ref.getNamespace() == null ? route.ref().namespace() : ref.getNamespace();
        String kind = ref.getKind() == null ? GATEWAY : ref.getKind();
        boolean ofApi = ref.getGroup() == null || ref.getGroup().equals(References.GATEWAY_API);
        ObjectRef source = new ObjectRef(kind, namespace, ref.getName());
        TranslatedGateway gateway = ofApi ? bySource.get(source) : null;
        if (gateway == null) {
            return null;
        }
        Parent parent =
                new Parent(References.GATEWAY_API, kind, namespace, ref.getName(), ref.getSectionName(), ref.getPort());
        List<TranslatedListener> named = gateway.from(source).stream()
                .filter(l ->
                        (ref.getSectionName() == null || ref.getSectionName().equals(l.name()))
                                && (ref.getPort() == null
                                        || ref.getPort().equals(l.written().getPort())))
                .toList();
        if (named.isEmpty()) {
            return refused(
                    parent,
                    gateway,
                    path,
                    Reason.NO_MATCHING_PARENT,
                    "no listener of " + source + " has this name and port",
                    "sectionName and port of one of its listeners",
                    findings);
        }
        List<TranslatedListener> allowing = named.stream()
                .filter(l -> l.takes(route.ref().kind())
                        && l.namespaces().permit(route.ref().namespace()))
                .toList();
        if (allowing.isEmpty()) {
            return refused(
                    parent,
                    gateway,
                    path,
                    Reason.NOT_ALLOWED_BY_LISTENERS,
                    "no listener of " + source + " allows this route",
                    "a listener whose allowedRoutes take " + route.ref().kind() + " of namespace "
                            + route.ref().namespace(),
                    findings);
        }
        Attachment attachment = attachment(allowing, route.hostnames());
        if (attachment.listeners().isEmpty()) {
            return refused(
                    parent,
                    gateway,
                    path,
                    Reason.NO_MATCHING_LISTENER_HOSTNAME,
                    "no listener of " + source + " has a name in common with the route",
                    "hostnames that a listener accepts",
                    findings);
        }
        return new AtParent(
                parent,
                gateway.ref().id(),
                attachment,
                Condition.of(
                        ConditionType.ACCEPTED,
                        true,
                        Reason.ACCEPTED,
                        "attached to " + String.join(", ", attachment.listeners())));
    }

    private static Attachment attachment(List<TranslatedListener> listeners, List<String> routeHostnames) {
        return new Attachment(listeners.stream()
                .filter(l -> Hostnames.intersect(l.hostname(), routeHostnames) != null)
                .map(TranslatedListener::key)
                .toList());
    }

    private static AtParent refused(
            Parent parent,
            TranslatedGateway gateway,
            String path,
            Reason reason,
            String wrong,
            String expected,
            Findings findings) {
        findings.mistake(path, wrong, expected);
        return new AtParent(
                parent,
                gateway.ref().id(),
                Attachment.NONE,
                Condition.of(ConditionType.ACCEPTED, false, reason, wrong));
    }
}
