package dev.sluice.control.translate.provider;

import dev.sluice.contract.snapshot.Api;
import dev.sluice.contract.snapshot.Endpoint;
import dev.sluice.contract.snapshot.Endpoint.Protocol;
import dev.sluice.contract.snapshot.Pool;
import dev.sluice.contract.snapshot.Price;
import dev.sluice.contract.snapshot.Provider;
import dev.sluice.contract.snapshot.ProviderClass;
import dev.sluice.control.resolve.ObjectRef;
import io.fabric8.kubernetes.api.model.Service;
import java.util.List;
import java.util.Optional;

/** A Service used as a backend becomes a pool of one provider that holds its ready endpoints. */
public final class ServiceTranslator {
    private static final String PREFIX = "service:";

    private final ServiceEndpoints services;
    private final EndpointSafety safety;
    private final BackendTlsPolicies tls;

    public ServiceTranslator(ServiceEndpoints services, EndpointSafety safety, BackendTlsPolicies tls) {
        this.services = services;
        this.safety = safety;
        this.tls = tls;
    }

    /** @param grpc whether HTTP/2 is spoken, as gRPC needs, whatever the Service says */
    public static String poolId(Service service, int port, boolean grpc) {
        return PREFIX + ObjectRef.of(service).id() + ":" + port + (grpc ? ":grpc" : "");
    }

    /** The Service of a pool, {@code namespace/name}; empty for a ProviderPool. */
    public static Optional<String> service(String poolId) {
        return poolId.startsWith(PREFIX)
                ? Optional.of(poolId.substring(PREFIX.length(), poolId.indexOf(':', PREFIX.length())))
                : Optional.empty();
    }

    /** Empty where the Service has no such port; a pool without members where nothing is ready, which answers 503. */
    public Optional<TranslatedPool> translate(Service service, int port, boolean grpc) {
        return services.of(service, port)
                .map(ready -> pool(
                        poolId(service, port, grpc),
                        ready,
                        ready.h2c() || grpc,
                        tls.of(ObjectRef.of(service).id(), ready.portName())));
    }

    /** @param secured what its BackendTLSPolicy asks for; one that is invalid leaves no endpoint to call */
    private TranslatedPool pool(
            String id, ServiceEndpoints.Ready ready, boolean http2, Optional<BackendTlsPolicies.Verdict> secured) {
        Endpoint.Tls with = secured.map(BackendTlsPolicies.Verdict::tls).orElse(null);
        Protocol protocol = !http2 ? Protocol.HTTP1 : with == null ? Protocol.H2C : Protocol.HTTP2;
        boolean refused = secured.isPresent() && with == null;
        List<Endpoint> endpoints = ready.addresses().stream()
                .filter(address -> !refused && safety.permits(address))
                .map(a -> new Endpoint(
                        a.host(), a.port(), a.named(), "", null, protocol, with, Endpoint.HostHeader.CLIENT))
                .toList();
        List<Provider> providers = endpoints.isEmpty() ? List.of() : List.of(provider(id, endpoints));
        Pool pool = new Pool(
                id,
                Api.HTTP,
                null,
                providers.stream().map(p -> new Pool.Member(p.id(), 1, 0)).toList(),
                Pool.LoadBalancer.PLAN_WEIGHTED_P2C,
                Pool.CircuitBreaker.DEFAULT,
                Pool.OutlierDetection.DEFAULT,
                Pool.RetryBudget.DEFAULT,
                PoolTranslator.DEFAULT_PANIC_PERCENT);
        return new TranslatedPool(pool, providers, null);
    }

    private static Provider provider(String id, List<Endpoint> endpoints) {
        return new Provider(
                id,
                ProviderClass.SERVICE,
                id,
                new Provider.Location("", "", "", 0, List.of()),
                Api.HTTP,
                List.of(),
                endpoints,
                List.of(),
                Price.FREE,
                new Provider.Capacity(0, 0),
                Provider.Quota.NONE,
                null);
    }
}
