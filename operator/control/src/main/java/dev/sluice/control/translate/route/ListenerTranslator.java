package dev.sluice.control.translate.route;

import dev.sluice.contract.snapshot.Listener.ClientValidation;
import dev.sluice.contract.snapshot.Listener.Protocol;
import dev.sluice.control.resolve.Catalog;
import dev.sluice.control.resolve.Grants;
import dev.sluice.control.resolve.ObjectRef;
import dev.sluice.control.resolve.References;
import dev.sluice.control.status.Condition;
import dev.sluice.control.status.ConditionType;
import dev.sluice.control.status.Reason;
import dev.sluice.control.translate.provider.CertificateAuthorities;
import dev.sluice.control.translate.value.Findings;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Listener;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.RouteGroupKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A listener of a Gateway: checked, told apart from the others, with the port to bind. */
final class ListenerTranslator {
    private static final int FIRST_UNPRIVILEGED_PORT = 1024;
    private static final int PORT_SHIFT = 10_000;
    private static final List<String> SERVED_KINDS = List.of(WrittenRoute.HTTP, WrittenRoute.GRPC);

    private final Catalog catalog;
    private final ListenerCertificates certificates;
    private final ClientValidations clients;
    private final boolean shiftPorts;

    /** @param shiftPorts whether ports below 1024 are bound elsewhere, since pods are not root */
    ListenerTranslator(Catalog catalog, References references, boolean shiftPorts) {
        this.catalog = catalog;
        this.certificates = new ListenerCertificates(references);
        this.clients = new ClientValidations(new CertificateAuthorities(references));
        this.shiftPorts = shiftPorts;
    }

    /** @param sources the Gateway itself, then ListenerSets in the order of precedence */
    List<TranslatedListener> translate(
            Gateway gateway, List<ListenerSource> sources, Set<Integer> takenPorts, Map<String, String> values) {
        Set<Integer> ports = sources.stream()
                .flatMap(source -> source.listeners().stream())
                .map(Listener::getPort)
                .collect(Collectors.toSet());
        List<TranslatedListener> translated = new ArrayList<>();
        List<Listener> earlier = new ArrayList<>();
        for (ListenerSource source : sources) {
            List<Listener> inForce = new ArrayList<>();
            List<Listener> left = source.listeners().stream()
                    .filter(l -> ListenerConflicts.withEarlier(l, earlier, takenPorts) == null)
                    .toList();
            for (int i = 0; i < source.listeners().size(); i++) {
                Listener listener = source.listeners().get(i);
                Findings findings = new Findings();
                Reason conflict = ListenerConflicts.withEarlier(listener, earlier, takenPorts);
                conflict = conflict == null ? ListenerConflicts.with(listener, left) : conflict;
                translated.add(
                        translate(gateway, source, i, conflict, bindPort(ports, listener.getPort()), findings, values));
                findings.problems().forEach(p -> source.findings().problem(p.path(), p.message()));
                if (conflict == null) {
                    inForce.add(listener);
                }
            }
            earlier.addAll(inForce);
        }
        return translated;
    }

    private TranslatedListener translate(
            Gateway gateway,
            ListenerSource source,
            int index,
            @Nullable Reason conflict,
            int bindPort,
            Findings findings,
            Map<String, String> values) {
        Listener listener = source.listeners().get(index);
        String path = "spec.listeners[" + index + "]";
        if (conflict != null) {
            findings.invalid(
                    conflict,
                    path + ".port",
                    listener.getPort() + " is used by another listener",
                    "a port, protocol and hostname of its own");
        }
        Protocol protocol = protocol(path, listener, findings);
        List<String> routeKinds = protocol == null ? List.of() : routeKinds(path, listener, findings);
        List<String> ids = protocol == Protocol.HTTPS && findings.valid()
                ? certificates.of(source.from(), path + ".tls", listener.getTls(), findings, values)
                : List.of();
        ClientValidation validation = protocol == Protocol.HTTPS && findings.valid()
                ? clients.of(
                        new Grants.From(References.GATEWAY_API, "Gateway", ObjectRef.namespace(gateway)),
                        gateway.getSpec().getTls(),
                        listener.getPort(),
                        findings,
                        values)
                : null;
        boolean servable = findings.valid() && protocol != null && (protocol == Protocol.HTTP || !ids.isEmpty());
        String hostname = ListenerConflicts.hostname(listener);
        return new TranslatedListener(
                source.ref(),
                source.key(listener),
                listener,
                hostname,
                servable && protocol != null
                        ? new dev.sluice.contract.snapshot.Listener(
                                source.key(listener), hostname, listener.getPort(), bindPort, protocol, ids, validation)
                        : null,
                routeKinds,
                AllowedNamespaces.of(listener.getAllowedRoutes(), source.ref().namespace(), catalog),
                findings.valid(),
                List.of(findings.accepted("the listener is valid"), findings.resolvedRefs(), conflicted(conflict)));
    }

    private static @Nullable Protocol protocol(String path, Listener listener, Findings findings) {
        switch (listener.getProtocol()) {
            case "HTTP" -> {
                return Protocol.HTTP;
            }
            case "HTTPS" -> {
                String mode =
                        listener.getTls() == null ? null : listener.getTls().getMode();
                if (mode != null && !mode.equals("Terminate")) {
                    findings.invalid(
                            Reason.UNSUPPORTED_VALUE,
                            path + ".tls.mode",
                            mode + " is not supported with HTTPS",
                            "Terminate");
                }
                return Protocol.HTTPS;
            }
            default -> {
                findings.invalid(
                        Reason.UNSUPPORTED_PROTOCOL,
                        path + ".protocol",
                        listener.getProtocol() + " is not supported",
                        "HTTP or HTTPS");
                return null;
            }
        }
    }

    /** What may attach; kinds that are not served are left out, and said to be. */
    private static List<String> routeKinds(String path, Listener listener, Findings findings) {
        List<RouteGroupKind> kinds = listener.getAllowedRoutes() == null
                        || listener.getAllowedRoutes().getKinds() == null
                ? List.of()
                : listener.getAllowedRoutes().getKinds();
        for (int i = 0; i < kinds.size(); i++) {
            if (!served(kinds.get(i))) {
                String at = path + ".allowedRoutes.kinds[" + i + "]";
                findings.unresolved(at, Reason.INVALID_ROUTE_KINDS, kinds.get(i).getKind() + " is not supported");
                findings.mistake(at, kinds.get(i).getKind() + " is not supported", String.join(" or ", SERVED_KINDS));
            }
        }
        return kinds.isEmpty()
                ? SERVED_KINDS
                : kinds.stream()
                        .filter(ListenerTranslator::served)
                        .map(RouteGroupKind::getKind)
                        .distinct()
                        .toList();
    }

    private static boolean served(RouteGroupKind kind) {
        return SERVED_KINDS.contains(kind.getKind())
                && (kind.getGroup() == null || kind.getGroup().equals(References.GATEWAY_API));
    }

    private int bindPort(Set<Integer> written, int port) {
        if (!shiftPorts || port >= FIRST_UNPRIVILEGED_PORT) {
            return port;
        }
        int shifted = port + PORT_SHIFT;
        while (written.contains(shifted)) {
            shifted += FIRST_UNPRIVILEGED_PORT;
        }
        return shifted;
    }

    private static Condition conflicted(@Nullable Reason conflict) {
        return conflict == null
                ? Condition.of(ConditionType.CONFLICTED, false, Reason.NO_CONFLICTS, "no other listener is in its way")
                : Condition.of(ConditionType.CONFLICTED, true, conflict, "another listener has the same port");
    }
}
