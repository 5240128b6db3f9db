package dev.sluice.control.translate.route;

import io.fabric8.kubernetes.api.model.gatewayapi.v1.GRPCBackendRef;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GRPCHeaderMatch;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GRPCMethodMatch;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GRPCRouteFilter;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GRPCRouteMatch;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GRPCRouteRule;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPBackendRef;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPHeaderMatch;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPPathMatch;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteFilter;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteMatch;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteRule;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Rules of a GRPCRoute as those of an HTTPRoute: {@code service} and {@code method} are the path {@code /service/method}. */
final class GrpcRules {
    private static final String ANY_ELEMENT = "[^/]+";

    private GrpcRules() {}

    static @Nullable List<HTTPRouteRule> asHttp(@Nullable List<GRPCRouteRule> rules) {
        return each(
                rules,
                rule -> new HTTPRouteRule(
                        each(rule.getBackendRefs(), GrpcRules::backend),
                        each(rule.getFilters(), GrpcRules::filter),
                        each(rule.getMatches(), GrpcRules::match),
                        rule.getName(),
                        null,
                        rule.getSessionPersistence(),
                        null));
    }

    private static HTTPBackendRef backend(GRPCBackendRef ref) {
        return new HTTPBackendRef(
                each(ref.getFilters(), GrpcRules::filter),
                ref.getGroup(),
                ref.getKind(),
                ref.getName(),
                ref.getNamespace(),
                ref.getPort(),
                ref.getWeight());
    }

    private static HTTPRouteFilter filter(GRPCRouteFilter filter) {
        return new HTTPRouteFilter(
                null,
                filter.getExtensionRef(),
                null,
                filter.getRequestHeaderModifier(),
                filter.getRequestMirror(),
                null,
                filter.getResponseHeaderModifier(),
                filter.getType(),
                null);
    }

    private static HTTPRouteMatch match(GRPCRouteMatch match) {
        return new HTTPRouteMatch(each(match.getHeaders(), GrpcRules::header), null, path(match.getMethod()), null);
    }

    private static HTTPHeaderMatch header(GRPCHeaderMatch header) {
        return new HTTPHeaderMatch(header.getName(), header.getType(), header.getValue());
    }

    private static @Nullable HTTPPathMatch path(@Nullable GRPCMethodMatch method) {
        if (method == null || (method.getService() == null && method.getMethod() == null)) {
            return null;
        }
        String service = method.getService();
        String name = method.getMethod();
        if ("RegularExpression".equals(method.getType())) {
            return pattern(service == null ? ANY_ELEMENT : service, name == null ? ANY_ELEMENT : name);
        }
        if (service == null) {
            return pattern(ANY_ELEMENT, name);
        }
        return name == null
                ? new HTTPPathMatch("PathPrefix", "/" + service)
                : new HTTPPathMatch("Exact", "/" + service + "/" + name);
    }

    private static HTTPPathMatch pattern(String service, String method) {
        return new HTTPPathMatch("RegularExpression", "/" + service + "/" + method);
    }

    private static <A, B> @Nullable List<B> each(@Nullable List<A> written, Function<A, B> as) {
        return written == null ? null : written.stream().map(as).toList();
    }
}
