package dev.sluice.engine.model;

import dev.sluice.contract.snapshot.Backend;
import dev.sluice.contract.snapshot.ConfigSnapshot;
import dev.sluice.contract.snapshot.Endpoint;
import dev.sluice.contract.snapshot.ErrorRule;
import dev.sluice.contract.snapshot.Filter;
import dev.sluice.contract.snapshot.HealthCheck;
import dev.sluice.contract.snapshot.Listener;
import dev.sluice.contract.snapshot.Match;
import dev.sluice.contract.snapshot.Match.PathKind;
import dev.sluice.contract.snapshot.Match.ValueMatch;
import dev.sluice.contract.snapshot.Policy;
import dev.sluice.contract.snapshot.Pool;
import dev.sluice.contract.snapshot.Price;
import dev.sluice.contract.snapshot.Provider;
import dev.sluice.contract.snapshot.RequestClass;
import dev.sluice.contract.snapshot.Route;
import dev.sluice.contract.snapshot.Rule;
import dev.sluice.engine.classify.Classifier;
import dev.sluice.engine.clients.AddressRange;
import dev.sluice.engine.match.RoutePattern;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Everything that must hold before a snapshot can be compiled. One instance checks one snapshot; finds all that is wrong. */
final class SnapshotCheck {
    private final ConfigSnapshot snapshot;
    private final Set<Route> known;
    private final List<Violation> violations = new ArrayList<>();
    private final Set<String> listeners = new HashSet<>();
    private final Set<String> policies = new HashSet<>(Set.of(Policy.NONE));
    private final Map<String, Provider> providers = new HashMap<>();
    private final Set<String> pools = new HashSet<>();
    private String object = "";

    private SnapshotCheck(ConfigSnapshot snapshot, @Nullable ConfigSnapshot taken) {
        this.snapshot = snapshot;
        this.known = Collections.newSetFromMap(new IdentityHashMap<>());
        if (taken != null && sameButRoutes(snapshot, taken)) {
            known.addAll(taken.routes());
        }
    }

    private static boolean sameButRoutes(ConfigSnapshot one, ConfigSnapshot other) {
        return one.listeners().equals(other.listeners())
                && one.policies().equals(other.policies())
                && one.providers().equals(other.providers())
                && one.pools().equals(other.pools());
    }

    /** @param taken one in which nothing was wrong */
    static List<Violation> check(ConfigSnapshot snapshot, @Nullable ConfigSnapshot taken) {
        SnapshotCheck check = new SnapshotCheck(snapshot, taken);
        check.all();
        return check.violations;
    }

    private void all() {
        Set<String> sockets = new HashSet<>();
        for (Listener listener : snapshot.listeners()) {
            object = "Gateway/" + snapshot.gateway() + " listener " + listener.name();
            require(listeners.add(listener.name()), "name", "is given twice; listener names are unique");
            requirePort(listener.port(), "port");
            require(
                    listener.bindPort() >= 0 && listener.bindPort() < 65_536,
                    "bindPort",
                    "is no port; 0 lets the system choose");
            require(
                    sockets.add(listener.bindPort() + "/" + listener.hostname()),
                    "hostname",
                    "port and hostname are taken by another listener");
        }
        for (Policy policy : snapshot.policies()) {
            object = "RoutingPolicy/" + policy.id();
            require(
                    policies.add(policy.id()) || policy.id().equals(Policy.NONE),
                    "id",
                    "is given twice; policy ids are unique");
            policy(policy);
        }
        for (Provider provider : snapshot.providers()) {
            object = "Provider/" + provider.id();
            require(providers.put(provider.id(), provider) == null, "id", "is given twice; provider ids are unique");
            provider(provider);
        }
        for (Pool pool : snapshot.pools()) {
            object = "ProviderPool/" + pool.id();
            require(pools.add(pool.id()), "id", "is given twice; pool ids are unique");
            pool(pool);
        }
        for (Route route : snapshot.routes()) {
            if (!known.contains(route)) {
                object = route.object();
                route(route);
            }
        }
    }

    private void policy(Policy policy) {
        Set<String> names = new HashSet<>();
        require(
                policy.requestClasses().size() < Classifier.MAX_CLASSES,
                "requestClasses",
                "has " + policy.requestClasses().size() + " items; fewer than " + Classifier.MAX_CLASSES
                        + " are expected");
        for (int i = 0; i < policy.requestClasses().size(); i++) {
            RequestClass requestClass = policy.requestClasses().get(i);
            String path = "requestClasses[" + i + "]";
            require(names.add(requestClass.name()), path + ".name", "is given twice; class names are unique");
            require(
                    requestClass.methods().stream().noneMatch(String::isEmpty),
                    path + ".methods",
                    "holds an empty name; a method, or a prefix followed by * is expected");
            values(requestClass.headers(), path + ".headers");
            require(
                    requestClass.broadcastProviders() <= RequestClass.MOST_BROADCAST_PROVIDERS,
                    path + ".broadcast.maxProviders",
                    "is " + requestClass.broadcastProviders() + "; at most " + RequestClass.MOST_BROADCAST_PROVIDERS
                            + " is expected");
        }
        policy.clients().allowedAddresses().forEach(list -> ranges(list, "clients.allowedAddresses"));
        ranges(policy.clients().deniedAddresses(), "clients.deniedAddresses");
        requireNotNegative(policy.timeouts().requestNanos(), "timeouts.request");
        requireNotNegative(policy.timeouts().backendNanos(), "timeouts.backend");
    }

    private void ranges(List<String> texts, String path) {
        for (String text : texts) {
            try {
                AddressRange.of(text);
            } catch (IllegalArgumentException e) {
                require(false, path, String.valueOf(e.getMessage()));
            }
        }
    }

    private void provider(Provider provider) {
        for (int i = 0; i < provider.endpoints().size(); i++) {
            Endpoint endpoint = provider.endpoints().get(i);
            require(!endpoint.host().isBlank(), "endpoints[" + i + "].host", "is empty; a name or address is expected");
            requirePort(endpoint.port(), "endpoints[" + i + "].port");
        }
        List<Price.MethodPrice> prices = provider.price().methods();
        for (int i = 0; i < prices.size(); i++) {
            require(
                    prices.get(i).perMillionRequestsMicros() >= 0,
                    "price.methods[" + i + "].perMillionRequests",
                    "is negative; at least 0 is expected");
        }
        for (int i = 0; i < provider.errors().size(); i++) {
            ErrorRule rule = provider.errors().get(i);
            require(
                    rule.code() != null || !rule.contains().isEmpty(),
                    "errors[" + i + "]",
                    "says neither code nor contains; one of them is expected");
        }
        HealthCheck check = provider.healthCheck();
        if (check != null) {
            require(check.intervalNanos() > 0, "healthCheck.interval", "is not positive");
            require(check.timeoutNanos() > 0, "healthCheck.timeout", "is not positive");
            require(check.healthyThreshold() > 0, "healthCheck.healthyThreshold", "is below 1");
            require(check.unhealthyThreshold() > 0, "healthCheck.unhealthyThreshold", "is below 1");
        }
    }

    private void pool(Pool pool) {
        require(
                (pool.loadBalancer() == Pool.LoadBalancer.CONSISTENT_HASH) == (pool.hashOn() != null),
                "hashOn",
                "goes with CONSISTENT_HASH, and that with nothing else");
        require(
                (pool.loadBalancer() == Pool.LoadBalancer.WEIGHTED_SCORE)
                        != pool.scorers().isEmpty(),
                "scorers",
                "go with WEIGHTED_SCORE, at least one, and with nothing else");
        require(
                pool.scorers().stream().allMatch(each -> each.weight() > 0),
                "scorers",
                "have a weight below 1; at least 1 is expected");
        require(
                pool.overprovisioningPercent() >= 0,
                "overprovisioningPercent",
                "is " + pool.overprovisioningPercent() + "; at least 0 is expected");
        Set<String> members = new HashSet<>();
        for (int i = 0; i < pool.members().size(); i++) {
            Pool.Member member = pool.members().get(i);
            String path = "members[" + i + "]";
            Provider provider = providers.get(member.provider());
            require(provider != null, path, "no provider " + member.provider() + " in the snapshot");
            require(members.add(member.provider()), path, member.provider() + " is given twice; members are unique");
            require(member.weight() >= 0, path + ".weight", "is negative; at least 0 is expected");
            require(
                    provider == null || provider.api() == pool.api(),
                    path,
                    member.provider() + " does not speak the pool's " + pool.api());
        }
    }

    private void route(Route route) {
        for (int i = 0; i < route.listeners().size(); i++) {
            require(
                    listeners.contains(route.listeners().get(i)),
                    "listeners[" + i + "]",
                    "no listener " + route.listeners().get(i));
        }
        for (int i = 0; i < route.rules().size(); i++) {
            Rule rule = route.rules().get(i);
            String path = "rules[" + i + "]";
            for (int j = 0; j < rule.matches().size(); j++) {
                match(rule.matches().get(j), path + ".matches[" + j + "]");
            }
            for (int j = 0; j < rule.backends().size(); j++) {
                backend(rule.backends().get(j), path + ".backends[" + j + "]");
            }
            filters(rule.filters(), path);
            if (rule.timeouts() != null) {
                requireNotNegative(rule.timeouts().requestNanos(), path + ".timeouts.request");
                requireNotNegative(rule.timeouts().backendNanos(), path + ".timeouts.backendRequest");
            }
        }
    }

    private void match(Match match, String path) {
        String value = match.path().value();
        require(
                value.startsWith("/") || match.path().kind() == PathKind.REGEX,
                path + ".path.value",
                "must start with /");
        if (match.path().kind() == PathKind.REGEX) {
            pattern(value, path + ".path.value");
        }
        values(match.headers(), path + ".headers");
        values(match.query(), path + ".queryParams");
    }

    private void backend(Backend backend, String path) {
        if (backend.target() instanceof Backend.ToPool to) {
            require(pools.contains(to.id()), path, "no pool " + to.id() + " in the snapshot");
            require(policies.contains(backend.policy()), path, "no policy " + backend.policy() + " in the snapshot");
        }
        filters(backend.filters(), path);
    }

    private void filters(List<Filter> filters, String path) {
        for (int i = 0; i < filters.size(); i++) {
            if (filters.get(i) instanceof Filter.Mirror mirror) {
                require(pools.contains(mirror.pool()), path + ".filters[" + i + "]", "no pool " + mirror.pool());
            }
        }
    }

    private void values(List<ValueMatch> matches, String path) {
        for (int i = 0; i < matches.size(); i++) {
            if (matches.get(i).regex()) {
                pattern(matches.get(i).value(), path + "[" + i + "].value");
            }
        }
    }

    private void pattern(String pattern, String path) {
        RoutePattern.problem(pattern)
                .ifPresent(problem -> require(false, path, problem.what() + "; expected " + problem.expected()));
    }

    private void requirePort(int port, String path) {
        require(port > 0 && port < 65_536, path, "is " + port + "; 1 to 65535 is expected");
    }

    private void requireNotNegative(@Nullable Long nanos, String path) {
        require(nanos == null || nanos >= 0, path, "is negative; at least 0 is expected");
    }

    private void require(boolean holds, String path, String message) {
        if (!holds) {
            violations.add(new Violation(object, path, message));
        }
    }
}
