package dev.sluice.control.translate;

import dev.sluice.contract.snapshot.Backend;
import dev.sluice.contract.snapshot.ConfigSnapshot;
import dev.sluice.contract.snapshot.Endpoint;
import dev.sluice.contract.snapshot.Filter;
import dev.sluice.contract.snapshot.Match;
import dev.sluice.contract.snapshot.Policy;
import dev.sluice.contract.snapshot.Pool;
import dev.sluice.contract.snapshot.Provider;
import dev.sluice.contract.snapshot.Route;
import dev.sluice.contract.snapshot.Rule;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How much of a snapshot each route takes, in bytes: the text that somebody wrote, which a compressor may not be able to shorten,
 * and {@value #ELEMENT_BYTES} for every element around it. What several routes lead to is counted with the first. One instance
 * measures one snapshot; routes that the one before has measured are not read again.
 */
final class RouteSize {
    static final int ELEMENT_BYTES = 40;

    private final Map<String, Pool> pools;
    private final Map<String, Provider> providers;
    private final Map<String, Policy> policies;
    private final Map<String, String> credentials;
    private final Map<Route, Long> known;
    private final Map<Route, Long> texts = new IdentityHashMap<>();
    private final Set<String> countedPools = new HashSet<>();
    private final Set<String> countedProviders = new HashSet<>();

    /** @param bytes of the snapshot; @param credentialBytes of the certificates and keys that it names and no earlier route does */
    record Size(long bytes, long credentialBytes) {}

    /** @param before what measured the snapshot before; null for the first one */
    RouteSize(GatewayConfig config, @Nullable RouteSize before) {
        known = before == null ? Map.of() : before.texts;
        ConfigSnapshot snapshot = config.snapshot();
        pools = snapshot.pools().stream().collect(Collectors.toMap(Pool::id, Function.identity()));
        providers = snapshot.providers().stream().collect(Collectors.toMap(Provider::id, Function.identity()));
        policies = snapshot.policies().stream()
                .collect(Collectors.toMap(Policy::id, Function.identity(), (first, again) -> first));
        credentials = new HashMap<>(config.credentials().values());
        // Those of listeners are there without any route.
        snapshot.listeners().forEach(listener -> {
            listener.certificates().forEach(credentials::remove);
            if (listener.clientValidation() != null) {
                listener.clientValidation().caCertificates().forEach(credentials::remove);
            }
        });
    }

    /** To be called once for each route, in the order of the snapshot. */
    Size of(Route route) {
        Long own = known.get(route);
        long bytes = own == null ? texts(route) : own;
        texts.put(route, bytes);
        long keys = 0;
        for (Rule rule : route.rules()) {
            bytes += mirrored(rule.filters());
            keys += mirrors(rule.filters());
            for (Backend backend : rule.backends()) {
                bytes += mirrored(backend.filters());
                keys += mirrors(backend.filters());
                if (backend.target() instanceof Backend.ToPool to) {
                    bytes += pool(to.id());
                    keys += keys(to.id());
                }
                keys += clientKeys(policies.get(backend.policy()));
            }
        }
        return new Size(bytes, keys);
    }

    /** What is written in the route itself. */
    private static long texts(Route route) {
        long bytes = element(route.id()) + elements(route.listeners()) + elements(route.hostnames());
        for (Rule rule : route.rules()) {
            bytes += element(rule.name()) + text(rule.refusal()) + matches(rule.matches()) + filters(rule.filters());
            for (Backend backend : rule.backends()) {
                bytes += filters(backend.filters())
                        + switch (backend.target()) {
                            case Backend.ToPool to -> element(to.id());
                            case Backend.Unresolved none -> element(none.reason());
                        };
            }
        }
        return bytes;
    }

    private static long matches(List<Match> matches) {
        long bytes = 0;
        for (Match match : matches) {
            bytes += element(match.path().value())
                    + text(match.method())
                    + values(match.headers())
                    + values(match.query());
        }
        return bytes;
    }

    private static long values(List<Match.ValueMatch> values) {
        long bytes = 0;
        for (Match.ValueMatch value : values) {
            bytes += element(value.name()) + text(value.value());
        }
        return bytes;
    }

    private static long filters(List<Filter> filters) {
        long bytes = 0;
        for (Filter filter : filters) {
            bytes += ELEMENT_BYTES
                    + switch (filter) {
                        case Filter.RequestHeaders h -> headers(h.set()) + headers(h.add()) + elements(h.remove());
                        case Filter.ResponseHeaders h -> headers(h.set()) + headers(h.add()) + elements(h.remove());
                        case Filter.UrlRewrite r -> text(r.hostname()) + text(r.fullPath()) + text(r.prefix());
                        case Filter.Redirect r ->
                            text(r.scheme()) + text(r.hostname()) + text(r.fullPath()) + text(r.prefix());
                        case Filter.Mirror m -> text(m.pool());
                        case Filter.Cors c ->
                            elements(c.allowOrigins())
                                    + elements(c.allowMethods())
                                    + elements(c.allowHeaders())
                                    + elements(c.exposeHeaders());
                    };
        }
        return bytes;
    }

    private static long headers(List<Filter.Header> headers) {
        long bytes = 0;
        for (Filter.Header header : headers) {
            bytes += element(header.name()) + text(header.value());
        }
        return bytes;
    }

    private long pool(String id) {
        Pool pool = pools.get(id);
        if (pool == null || !countedPools.add(id)) {
            return 0;
        }
        long bytes = element(id);
        for (Pool.Member member : pool.members()) {
            Provider provider = providers.get(member.provider());
            bytes += element(member.provider());
            if (provider != null && countedProviders.add(member.provider())) {
                bytes += element(provider.id()) + elements(provider.capabilities());
                for (Endpoint endpoint : provider.endpoints()) {
                    bytes += element(endpoint.host()) + text(endpoint.path()) + tls(endpoint.tls());
                }
            }
        }
        return bytes;
    }

    private static long tls(Endpoint.@Nullable Tls tls) {
        return tls == null
                ? 0
                : element(tls.hostname())
                        + elements(tls.furtherCaCertificates())
                        + elements(tls.subjectAltNames().stream()
                                .map(Endpoint.SubjectAltName::value)
                                .toList());
    }

    private long mirrored(List<Filter> filters) {
        long bytes = 0;
        for (Filter filter : filters) {
            bytes += filter instanceof Filter.Mirror mirror ? pool(mirror.pool()) : 0;
        }
        return bytes;
    }

    private long mirrors(List<Filter> filters) {
        long bytes = 0;
        for (Filter filter : filters) {
            bytes += filter instanceof Filter.Mirror mirror ? keys(mirror.pool()) : 0;
        }
        return bytes;
    }

    private long keys(String poolId) {
        Pool pool = pools.get(poolId);
        return pool == null || credentials.isEmpty()
                ? 0
                : pool.members().stream()
                        .map(member -> providers.get(member.provider()))
                        .flatMap(Stream::ofNullable)
                        .flatMap(SnapshotAssembler::credentialIds)
                        .mapToLong(id -> text(credentials.remove(id)))
                        .sum();
    }

    private long clientKeys(@Nullable Policy policy) {
        return Stream.ofNullable(policy)
                .flatMap(SnapshotAssembler::clientKeyIds)
                .mapToLong(id -> text(credentials.remove(id)))
                .sum();
    }

    private static long elements(List<String> texts) {
        long bytes = 0;
        for (String each : texts) {
            bytes += element(each);
        }
        return bytes;
    }

    private static long element(String text) {
        return ELEMENT_BYTES + text(text);
    }

    /** As UTF-8 in JSON. */
    private static long text(@Nullable String text) {
        if (text == null) {
            return 0;
        }
        long bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            bytes += c < ' ' ? 6 : c == '"' || c == '\\' ? 2 : c < 0x80 ? 1 : 3;
        }
        return bytes;
    }
}
