package dev.sluice.control.translate;

import dev.sluice.contract.snapshot.Authentication;
import dev.sluice.contract.snapshot.Backend;
import dev.sluice.contract.snapshot.ClientKeys;
import dev.sluice.contract.snapshot.ConfigSnapshot;
import dev.sluice.contract.snapshot.Credential;
import dev.sluice.contract.snapshot.Credentials;
import dev.sluice.contract.snapshot.Endpoint;
import dev.sluice.contract.snapshot.Filter;
import dev.sluice.contract.snapshot.Listener;
import dev.sluice.contract.snapshot.Policy;
import dev.sluice.contract.snapshot.Provider;
import dev.sluice.contract.snapshot.ProviderClass;
import dev.sluice.contract.snapshot.Route;
import dev.sluice.contract.snapshot.Rule;
import dev.sluice.control.translate.policy.ClientKeySecrets;
import dev.sluice.control.translate.provider.TranslatedPool;
import dev.sluice.control.translate.route.TranslatedGateway;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts together what one Gateway serves: its routes with the policies that govern them, and all that these refer to. */
final class SnapshotAssembler {
    private final Map<String, TranslatedPool> pools;
    private final Map<String, String> secrets;
    private final ClientKeySecrets clientKeys;

    /**
     * @param pools of ProviderPools and Services, by id
     * @param secrets values by id
     * @param clientKeys of policies
     */
    SnapshotAssembler(Map<String, TranslatedPool> pools, Map<String, String> secrets, ClientKeySecrets clientKeys) {
        this.pools = pools;
        this.secrets = secrets;
        this.clientKeys = clientKeys;
    }

    GatewayConfig assemble(
            TranslatedGateway gateway,
            PublishedRoutes published,
            List<TimedOverride> overrides,
            long epoch,
            long revision) {
        List<TranslatedPool> used = used(published.routes());
        List<Provider> providers = new ArrayList<>(used.stream()
                .flatMap(p -> p.providers().stream())
                .map(p -> shown(p, gateway.clientCertificate()))
                .collect(Collectors.toMap(Provider::id, p -> p, (a, b) -> a, TreeMap::new))
                .values());
        ConfigSnapshot snapshot = new ConfigSnapshot(
                ConfigSnapshot.SCHEMA,
                gateway.ref().id(),
                epoch,
                revision,
                gateway.served(),
                published.routes(),
                published.policies(),
                used.stream()
                        .map(TranslatedPool::pool)
                        .flatMap(Stream::ofNullable)
                        .toList(),
                providers);
        return new GatewayConfig(snapshot, credentials(snapshot, revision), overrides);
    }

    /** Pools that some backend or mirror of the routes leads to, by id. */
    private List<TranslatedPool> used(List<Route> routes) {
        Set<String> ids = new TreeSet<>();
        for (Route route : routes) {
            for (Rule rule : route.rules()) {
                addMirrors(rule.filters(), ids);
                for (Backend backend : rule.backends()) {
                    addMirrors(backend.filters(), ids);
                    if (backend.target() instanceof Backend.ToPool to) {
                        ids.add(to.id());
                    }
                }
            }
        }
        return ids.stream().map(pools::get).flatMap(Stream::ofNullable).toList();
    }

    private static void addMirrors(List<Filter> filters, Set<String> ids) {
        for (Filter filter : filters) {
            if (filter instanceof Filter.Mirror mirror) {
                ids.add(mirror.pool());
            }
        }
    }

    /** A Service with TLS, shown the Gateway's certificate. */
    private static Provider shown(Provider provider, @Nullable String clientCertificate) {
        if (clientCertificate == null || provider.providerClass() != ProviderClass.SERVICE) {
            return provider;
        }
        return provider.withEndpoints(provider.endpoints().stream()
                .map(endpoint -> endpoint.tls() == null
                        ? endpoint
                        : endpoint.withTls(endpoint.tls().withClientCertificate(clientCertificate)))
                .toList());
    }

    private Credentials credentials(ConfigSnapshot snapshot, long revision) {
        Map<String, String> values = new TreeMap<>();
        Stream<String> ids = Stream.concat(
                snapshot.listeners().stream().flatMap(SnapshotAssembler::certificateIds),
                snapshot.providers().stream().flatMap(SnapshotAssembler::credentialIds));
        ids.forEach(id -> values.put(id, Objects.requireNonNull(secrets.get(id), id)));
        // Where they are not there, gateways let nobody in.
        snapshot.policies().stream()
                .flatMap(SnapshotAssembler::clientKeyIds)
                .forEach(id -> clientKeys.text(ClientKeys.secret(id)).ifPresent(text -> values.put(id, text)));
        return new Credentials(revision, values);
    }

    private static Stream<String> certificateIds(Listener listener) {
        return Stream.concat(
                listener.certificates().stream(),
                Stream.ofNullable(listener.clientValidation()).flatMap(v -> v.caCertificates().stream()));
    }

    /** Keys that clients of a policy are known by. */
    static Stream<String> clientKeyIds(Policy policy) {
        return Stream.ofNullable(policy.clients().authentication())
                .flatMap(authentication -> Stream.ofNullable(authentication.apiKey()))
                .map(Authentication.ApiKey::keys);
    }

    /** Secrets that it takes to call a provider. */
    static Stream<String> credentialIds(Provider provider) {
        Stream<String> certificates = provider.endpoints().stream()
                .map(Endpoint::tls)
                .flatMap(Stream::ofNullable)
                .flatMap(tls -> Stream.of(
                                Stream.ofNullable(tls.caCertificate()),
                                tls.furtherCaCertificates().stream(),
                                Stream.ofNullable(tls.clientCertificate()))
                        .flatMap(ids -> ids));
        return Stream.concat(provider.credentials().stream().map(Credential::id), certificates);
    }
}
