package dev.sluice.control.translate.route;

import dev.sluice.contract.snapshot.Route;
import dev.sluice.control.resolve.ObjectRef;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GRPCRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteRule;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.ParentReference;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a user wrote as an HTTPRoute or a GRPCRoute: gRPC is HTTP/2 with paths of a known form, so one translation serves both.
 *
 * @param ref the object
 * @param generation of its spec
 * @param parentRefs where it wants to attach
 * @param hostnames in lower case; empty for any
 * @param rules at least one
 */
public record WrittenRoute(
        ObjectRef ref,
        long generation,
        List<ParentReference> parentRefs,
        List<String> hostnames,
        List<HTTPRouteRule> rules) {
    public static final String HTTP = "HTTPRoute";
    public static final String GRPC = "GRPCRoute";

    public WrittenRoute {
        parentRefs = List.copyOf(parentRefs);
        hostnames = List.copyOf(hostnames);
        rules = List.copyOf(rules);
    }

    public static WrittenRoute of(HTTPRoute route) {
        var spec = route.getSpec();
        return of(route, spec.getParentRefs(), spec.getHostnames(), spec.getRules());
    }

    public static WrittenRoute of(GRPCRoute route) {
        var spec = route.getSpec();
        return of(route, spec.getParentRefs(), spec.getHostnames(), GrpcRules.asHttp(spec.getRules()));
    }

    /** As snapshots name it. */
    String id() {
        return ref.kind().equals(GRPC) ? Route.GRPC_MARK + ref.id() : ref.id();
    }

    private static WrittenRoute of(
            HasMetadata route,
            @Nullable List<ParentReference> parentRefs,
            @Nullable List<String> hostnames,
            @Nullable List<HTTPRouteRule> rules) {
        return new WrittenRoute(
                ObjectRef.of(route),
                Objects.requireNonNullElse(route.getMetadata().getGeneration(), 0L),
                Objects.requireNonNullElse(parentRefs, List.of()),
                Objects.requireNonNullElse(hostnames, List.<String>of()).stream()
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .distinct()
                        .toList(),
                rules == null || rules.isEmpty() ? List.of(new HTTPRouteRule()) : rules);
    }
}
