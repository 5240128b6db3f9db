package dev.sluice.control.translate.route;

import dev.sluice.control.resolve.References;
import dev.sluice.control.status.Condition;
import dev.sluice.control.status.ConditionType;
import dev.sluice.control.status.Parent;
import dev.sluice.control.status.Reason;
import dev.sluice.control.translate.value.Findings;
import dev.sluice.engine.match.Hostnames;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.ParentReference;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which listeners take a route: those it names, whose Gateway allows it, and whose names it shares. */
final class RouteAttachments {
    private final Map<String, TranslatedGateway> gateways;

    RouteAttachments(Map<String, TranslatedGateway> gateways) {
        this.gateways = gateways;
    }

    /** What came of one parentRef. */
    record AtParent(Parent parent, Attachment attachment, Condition accepted) {}

    /** Null where the parent is no Gateway of ours, so that it is not ours to say anything. */
    @Nullable
    AtParent attach(WrittenRoute route, int index, Findings findings) {
        ParentReference ref = route.parentRefs().get(index);
        String path = "spec.parentRefs[" + index + "]";
        String namespace = ref.getNamespace() == null ? route.ref().namespace() : ref.getNamespace();
        boolean gatewayKind = (ref.getKind() == null || ref.getKind().equals("Gateway"))
                && (ref.getGroup() == null || ref.getGroup().equals(References.GATEWAY_API));
        TranslatedGateway gateway = gatewayKind ? gateways.get(namespace + "/" + ref.getName()) : null;
        if (gateway == null) {
            return null;
        }
        Parent parent = new Parent(
                References.GATEWAY_API, "Gateway", namespace, ref.getName(), ref.getSectionName(), ref.getPort());
        List<TranslatedListener> named = gateway.listeners().stream()
                .filter(l ->
                        (ref.getSectionName() == null || ref.getSectionName().equals(l.name()))
                                && (ref.getPort() == null
                                        || ref.getPort().equals(l.written().getPort())))
                .toList();
        if (named.isEmpty()) {
            return refused(
                    parent,
                    path,
                    Reason.NO_MATCHING_PARENT,
                    "no listener of " + gateway.ref() + " has this name and port",
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
                    path,
                    Reason.NOT_ALLOWED_BY_LISTENERS,
                    "no listener of " + gateway.ref() + " allows this route",
                    "a listener whose allowedRoutes take " + route.ref().kind() + " of namespace "
                            + route.ref().namespace(),
                    findings);
        }
        Attachment attachment = attachment(allowing, route.hostnames());
        if (attachment.listeners().isEmpty()) {
            return refused(
                    parent,
                    path,
                    Reason.NO_MATCHING_LISTENER_HOSTNAME,
                    "no listener of " + gateway.ref() + " has a name in common with the route",
                    "hostnames that a listener accepts",
                    findings);
        }
        return new AtParent(
                parent,
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
                .map(TranslatedListener::name)
                .toList());
    }

    private static AtParent refused(
            Parent parent, String path, Reason reason, String wrong, String expected, Findings findings) {
        findings.mistake(path, wrong, expected);
        return new AtParent(parent, Attachment.NONE, Condition.of(ConditionType.ACCEPTED, false, reason, wrong));
    }
}
