package dev.sluice.control.translate.route;

import dev.sluice.contract.snapshot.Backend;
import dev.sluice.contract.snapshot.Filter;
import dev.sluice.control.resolve.Grants;
import dev.sluice.control.translate.value.Amounts;
import dev.sluice.control.translate.value.Findings;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.BackendObjectReference;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Fraction;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPCORSFilter;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPHeader;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRequestMirrorFilter;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Filters of a rule or a backend. One that is not supported makes its rule answer 500, never go on without it. */
final class FilterTranslator {
    private final BackendTranslator backends;

    FilterTranslator(BackendTranslator backends) {
        this.backends = backends;
    }

    /** @param byPrefix whether every match of the rule is a path prefix, which replacing a prefix needs */
    List<Filter> translate(
            Grants.From from,
            String path,
            @Nullable List<HTTPRouteFilter> written,
            boolean byPrefix,
            RuleFaults faults,
            Findings findings) {
        List<HTTPRouteFilter> all = Objects.requireNonNullElse(written, List.of());
        List<Filter> filters = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            String at = path + ".filters[" + i + "]";
            Filter filter = filter(from, at, all.get(i), byPrefix, faults, findings);
            if (filter != null) {
                filters.add(filter);
            }
        }
        return filters;
    }

    private @Nullable Filter filter(
            Grants.From from,
            String at,
            HTTPRouteFilter filter,
            boolean byPrefix,
            RuleFaults faults,
            Findings findings) {
        return switch (filter.getType()) {
            case "RequestHeaderModifier" ->
                given(at, "requestHeaderModifier", filter.getRequestHeaderModifier(), faults)
                        .map(h -> new Filter.RequestHeaders(
                                headers(h.getSet()), headers(h.getAdd()), names(h.getRemove())))
                        .orElse(null);
            case "ResponseHeaderModifier" ->
                given(at, "responseHeaderModifier", filter.getResponseHeaderModifier(), faults)
                        .map(h -> new Filter.ResponseHeaders(
                                headers(h.getSet()), headers(h.getAdd()), names(h.getRemove())))
                        .orElse(null);
            case "URLRewrite" ->
                given(at, "urlRewrite", filter.getUrlRewrite(), faults)
                        .map(r -> PathFilters.rewrite(at + ".urlRewrite", r, byPrefix, faults))
                        .orElse(null);
            case "RequestRedirect" ->
                given(at, "requestRedirect", filter.getRequestRedirect(), faults)
                        .map(r -> PathFilters.redirect(at + ".requestRedirect", r, byPrefix, faults))
                        .orElse(null);
            case "RequestMirror" ->
                given(at, "requestMirror", filter.getRequestMirror(), faults)
                        .map(m -> mirror(from, at + ".requestMirror", m, findings))
                        .orElse(null);
            case "CORS" ->
                given(at, "cors", filter.getCors(), faults)
                        .map(FilterTranslator::cors)
                        .orElse(null);
            default -> {
                faults.add(at + ".type", filter.getType() + " is not supported", "a filter of the standard channel");
                yield null;
            }
        };
    }

    private static <T> Optional<T> given(String at, String field, @Nullable T value, RuleFaults faults) {
        if (value == null) {
            faults.add(at + "." + field, "is missing", "it with this type");
        }
        return Optional.ofNullable(value);
    }

    /** A mirror that leads nowhere is left out: the request itself is served. */
    private @Nullable Filter mirror(Grants.From from, String at, HTTPRequestMirrorFilter mirror, Findings findings) {
        BackendObjectReference ref = mirror.getBackendRef();
        Backend.Target target = backends.target(
                from,
                at + ".backendRef",
                ref.getGroup(),
                ref.getKind(),
                ref.getNamespace(),
                ref.getName(),
                ref.getPort(),
                findings);
        return switch (target) {
            case Backend.ToPool pool -> new Filter.Mirror(pool.id(), ppm(mirror));
            case Backend.Unresolved u -> null;
        };
    }

    private static int ppm(HTTPRequestMirrorFilter mirror) {
        Fraction fraction = mirror.getFraction();
        if (fraction != null) {
            long denominator = fraction.getDenominator() == null ? 100 : fraction.getDenominator();
            return (int) Math.min(WHOLE, fraction.getNumerator() * WHOLE / denominator);
        }
        return mirror.getPercent() == null ? (int) WHOLE : mirror.getPercent() * Amounts.PPM_PER_PERCENT;
    }

    private static final long WHOLE = 1_000_000;
    private static final int DEFAULT_MAX_AGE_SECONDS = 5;

    private static Filter cors(HTTPCORSFilter cors) {
        return new Filter.Cors(
                names(cors.getAllowOrigins()),
                names(cors.getAllowMethods()),
                names(cors.getAllowHeaders()),
                names(cors.getExposeHeaders()),
                Boolean.TRUE.equals(cors.getAllowCredentials()),
                Objects.requireNonNullElse(cors.getMaxAge(), DEFAULT_MAX_AGE_SECONDS));
    }

    private static List<Filter.Header> headers(@Nullable List<HTTPHeader> headers) {
        return headers == null
                ? List.of()
                : headers.stream()
                        .map(h -> new Filter.Header(h.getName(), h.getValue()))
                        .toList();
    }

    private static List<String> names(@Nullable List<String> names) {
        return names == null ? List.of() : names;
    }
}
