package dev.sluice.control.translate.route;

import dev.sluice.control.resolve.ObjectRef;
import dev.sluice.control.resolve.Problem;
import dev.sluice.control.status.Condition;
import dev.sluice.control.status.ConditionType;
import dev.sluice.control.status.ObjectStatus;
import dev.sluice.control.status.Parent;
import dev.sluice.control.status.ParentStatus;
import dev.sluice.control.status.Reason;
import dev.sluice.engine.match.Hostnames;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * HTTPRoutes and GRPCRoutes that share a name on a listener: there the older one has it, else the first by name, and the other is
 * not accepted (Gateway API, GRPCRoute.spec.hostnames). One instance settles one translation.
 */
public final class RouteKindConflicts {
    private static final String PATH = "spec.hostnames";

    private record At(String gateway, String listener, String kind) {}

    private final Map<At, TakenNames> taken = new HashMap<>();
    private final Map<String, Map<String, TranslatedListener>> listeners = new HashMap<>();
    private final Map<ObjectRef, List<TranslatedGateway>> bySource = new HashMap<>();

    private RouteKindConflicts(Map<String, TranslatedGateway> gateways) {
        gateways.forEach((id, gateway) -> {
            listeners.put(
                    id,
                    gateway.listeners().stream()
                            .collect(Collectors.toMap(TranslatedListener::key, l -> l, (a, b) -> a)));
            gateway.sources().forEach(source -> bySource.computeIfAbsent(source, each -> new ArrayList<>())
                    .add(gateway));
        });
    }

    /** @param routes oldest first */
    public static List<TranslatedRoute> settle(List<TranslatedRoute> routes, Map<String, TranslatedGateway> gateways) {
        boolean mixed = routes.stream().map(r -> r.ref().kind()).distinct().count() > 1;
        if (!mixed) {
            return routes;
        }
        RouteKindConflicts conflicts = new RouteKindConflicts(gateways);
        return routes.stream().map(conflicts::settle).toList();
    }

    private TranslatedRoute settle(TranslatedRoute route) {
        Map<String, Attachment> left = new HashMap<>();
        Set<TranslatedListener> lost = new HashSet<>();
        route.attachments().forEach((gateway, attachment) -> {
            List<String> kept = new ArrayList<>();
            for (String key : attachment.listeners()) {
                TranslatedListener listener = Objects.requireNonNull(
                        listeners.getOrDefault(gateway, Map.of()).get(key), key);
                if (take(gateway, listener, route)) {
                    kept.add(key);
                } else {
                    lost.add(listener);
                }
            }
            if (!kept.isEmpty()) {
                left.put(gateway, new Attachment(kept));
            }
        });
        return lost.isEmpty()
                ? route
                : new TranslatedRoute(
                        route.ref(),
                        route.id(),
                        left,
                        route.hostnames(),
                        route.rules(),
                        route.services(),
                        status(route, lost));
    }

    /** Whether no route of the other kind was there before. */
    private boolean take(String gateway, TranslatedListener listener, TranslatedRoute route) {
        boolean grpc = route.ref().kind().equals(WrittenRoute.GRPC);
        List<String> names =
                Objects.requireNonNullElse(Hostnames.intersect(listener.hostname(), route.hostnames()), List.of());
        TakenNames others = names(gateway, listener, grpc ? WrittenRoute.HTTP : WrittenRoute.GRPC);
        if (names.stream().anyMatch(others::meet)) {
            return false;
        }
        names.forEach(names(gateway, listener, route.ref().kind())::add);
        return true;
    }

    private TakenNames names(String gateway, TranslatedListener listener, String kind) {
        return taken.computeIfAbsent(new At(gateway, listener.key(), kind), at -> new TakenNames());
    }

    private ObjectStatus status(TranslatedRoute route, Set<TranslatedListener> lost) {
        ObjectStatus said = route.status();
        String older = route.ref().kind().equals(WrittenRoute.GRPC) ? WrittenRoute.HTTP : WrittenRoute.GRPC;
        Problem problem = new Problem(
                PATH,
                "an older " + older + " has one of these names on " + names(lost) + "; expected names of its own");
        return new ObjectStatus(
                        said.ref(),
                        said.observedGeneration(),
                        said.conditions(),
                        said.parents().stream()
                                .map(p -> parent(p, had(p.parent(), route), lost, problem))
                                .toList(),
                        said.listeners(),
                        said.problems())
                .with(problem);
    }

    /** Refused where it lost every listener it had by this parent. */
    private static ParentStatus parent(
            ParentStatus said, List<TranslatedListener> had, Set<TranslatedListener> lost, Problem problem) {
        List<TranslatedListener> kept =
                had.stream().filter(l -> !lost.contains(l)).toList();
        if (kept.size() == had.size()) {
            return said;
        }
        Condition accepted = kept.isEmpty()
                ? Condition.of(ConditionType.ACCEPTED, false, Reason.HOSTNAME_CONFLICT, problem.toString())
                : Condition.of(
                        ConditionType.ACCEPTED,
                        true,
                        Reason.ACCEPTED,
                        "attached to " + names(kept) + "; " + problem.message());
        return new ParentStatus(
                said.parent(),
                said.conditions().stream()
                        .map(c -> c.is(ConditionType.ACCEPTED) && c.holds() ? accepted : c)
                        .toList());
    }

    private static String names(Collection<TranslatedListener> listeners) {
        return listeners.stream().map(TranslatedListener::key).sorted().collect(Collectors.joining(", "));
    }

    private List<TranslatedListener> had(Parent parent, TranslatedRoute route) {
        ObjectRef source = new ObjectRef(parent.kind(), parent.namespace(), parent.name());
        return bySource.getOrDefault(source, List.of()).stream()
                .flatMap(gateway -> gateway.from(source).stream()
                        .filter(l -> parent.sectionName() == null
                                || parent.sectionName().equals(l.name()))
                        .filter(l -> parent.port() == null
                                || parent.port().equals(l.written().getPort()))
                        .filter(l -> attached(route, gateway, l)))
                .toList();
    }

    private static boolean attached(TranslatedRoute route, TranslatedGateway gateway, TranslatedListener listener) {
        Attachment attachment = route.attachments().get(gateway.ref().id());
        return attachment != null && attachment.listeners().contains(listener.key());
    }
}
