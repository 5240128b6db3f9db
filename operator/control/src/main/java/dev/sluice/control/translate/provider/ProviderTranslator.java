package dev.sluice.control.translate.provider;

import dev.sluice.contract.snapshot.Api;
import dev.sluice.contract.snapshot.Credential;
import dev.sluice.contract.snapshot.Endpoint;
import dev.sluice.contract.snapshot.ErrorRule;
import dev.sluice.contract.snapshot.HealthCheck;
import dev.sluice.contract.snapshot.Price;
import dev.sluice.contract.snapshot.ProviderClass;
import dev.sluice.control.resolve.Grants;
import dev.sluice.control.resolve.ObjectRef;
import dev.sluice.control.resolve.References;
import dev.sluice.control.status.Condition;
import dev.sluice.control.status.ObjectStatus;
import dev.sluice.control.translate.value.Findings;
import dev.sluice.crds.v1alpha1.Provider;
import dev.sluice.crds.v1alpha1.provider.Capacity;
import dev.sluice.crds.v1alpha1.provider.ErrorRuleSpec;
import dev.sluice.crds.v1alpha1.provider.Location;
import dev.sluice.crds.v1alpha1.provider.ProviderSpec;
import dev.sluice.crds.v1alpha1.provider.Quota;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A Provider becomes a seller of the snapshot, one for each chain it serves; an invalid one becomes none. */
public final class ProviderTranslator {
    private static final Location NOWHERE = new Location(null, null, null, null, List.of());

    private final EndpointTranslator endpoints;
    private final CredentialTranslator credentials;
    private final boolean oneHost;

    /** @param oneHost on one machine, where nobody reads metrics */
    public ProviderTranslator(
            References references, ServiceEndpoints services, EndpointSafety safety, boolean oneHost) {
        this.endpoints = new EndpointTranslator(references, services, safety);
        this.credentials = new CredentialTranslator(references);
        this.oneHost = oneHost;
    }

    /** @param findings empty, or with what a gateway's compiler would not take */
    public TranslatedProvider translate(Provider provider, Findings findings) {
        ObjectRef ref = ObjectRef.of(provider);
        ProviderSpec spec = provider.getSpec();
        Grants.From from = new Grants.From(References.SLUICE, "Provider", ref.namespace());
        Map<String, String> secrets = new HashMap<>();
        List<Credential> placed = credentials.translate(from, spec, findings, secrets);
        Price price = PriceTranslator.translate(spec.price(), findings);
        if (oneHost && spec.price() != null && spec.price().metric() != null) {
            findings.unsupported("spec.price.metric", "reading a price on one machine");
        }
        HealthCheck healthCheck = HealthCheckTranslator.translate(spec, findings);
        Map<String, List<Endpoint>> byChain = endpointsByChain(from, spec, findings, secrets);

        Map<String, dev.sluice.contract.snapshot.Provider> sellers = new HashMap<>();
        Set<String> waiting = new TreeSet<>();
        if (findings.usable()) {
            byChain.forEach((chain, addresses) -> {
                if (addresses.isEmpty()) {
                    waiting.add(chain);
                    return;
                }
                sellers.put(
                        chain,
                        new dev.sluice.contract.snapshot.Provider(
                                byChain.size() == 1
                                        ? ref.id()
                                        : ref.id() + dev.sluice.contract.snapshot.Provider.CHAIN_MARK + chain,
                                providerClass(spec.providerClass()),
                                spec.organization(),
                                location(Objects.requireNonNullElse(spec.location(), NOWHERE)),
                                api(spec.api()),
                                spec.capabilities(),
                                addresses,
                                placed,
                                price,
                                capacity(spec.capacity()),
                                quota(spec.quota()),
                                healthCheck,
                                errors(spec.errors())));
            });
        }
        List<Condition> conditions = List.of(
                findings.accepted(
                        waiting.isEmpty()
                                ? "the provider is valid"
                                : "the provider is valid but has no ready endpoint"),
                findings.resolvedRefs());
        ObjectStatus status = ObjectStatus.of(ref, generation(provider), conditions, findings.problems());
        return new TranslatedProvider(
                ref, api(spec.api()), sellers, waiting, findings.usable() ? secrets : Map.of(), status);
    }

    /** Every chain written; without an address where a Service has nothing ready. */
    private Map<String, List<Endpoint>> endpointsByChain(
            Grants.From from, ProviderSpec spec, Findings findings, Map<String, String> secrets) {
        Map<String, List<Endpoint>> byChain = new LinkedHashMap<>();
        for (int i = 0; i < spec.endpoints().size(); i++) {
            var endpoint = spec.endpoints().get(i);
            String path = "spec.endpoints[" + i + "]";
            if (spec.api() == dev.sluice.crds.v1alpha1.provider.Api.JSONRPC && endpoint.chain() == null) {
                findings.invalid(path + ".chain", "is missing", "the CAIP-2 id of the chain, e.g. eip155:1");
            }
            byChain.computeIfAbsent(Objects.requireNonNullElse(endpoint.chain(), ""), c -> new ArrayList<>())
                    .addAll(endpoints.translate(from, path, endpoint, findings, secrets));
        }
        return byChain;
    }

    private static dev.sluice.contract.snapshot.Provider.Location location(Location written) {
        return new dev.sluice.contract.snapshot.Provider.Location(
                Objects.requireNonNullElse(written.region(), ""),
                Objects.requireNonNullElse(written.zone(), ""),
                Objects.requireNonNullElse(written.cloud(), ""),
                Objects.requireNonNullElse(written.asn(), 0L),
                written.jurisdictions());
    }

    private static dev.sluice.contract.snapshot.Provider.Capacity capacity(@Nullable Capacity written) {
        return written == null
                ? new dev.sluice.contract.snapshot.Provider.Capacity(0, 0)
                : new dev.sluice.contract.snapshot.Provider.Capacity(
                        Objects.requireNonNullElse(written.requestsPerSecond(), 0),
                        Objects.requireNonNullElse(written.concurrentRequests(), 0));
    }

    private static dev.sluice.contract.snapshot.Provider.Quota quota(@Nullable Quota written) {
        return written == null
                ? dev.sluice.contract.snapshot.Provider.Quota.NONE
                : new dev.sluice.contract.snapshot.Provider.Quota(
                        Objects.requireNonNullElse(written.requestsPerMonth(), 0L),
                        Objects.requireNonNullElse(written.requestsPerSecond(), 0));
    }

    private static List<ErrorRule> errors(List<ErrorRuleSpec> written) {
        return written.stream()
                .map(rule ->
                        new ErrorRule(rule.code(), Objects.requireNonNullElse(rule.contains(), ""), kind(rule.kind())))
                .toList();
    }

    private static ErrorRule.Kind kind(ErrorRuleSpec.Kind written) {
        return switch (written) {
            case ANSWER -> ErrorRule.Kind.ANSWER;
            case PROVIDER_FAULT -> ErrorRule.Kind.PROVIDER_FAULT;
            case RATE_LIMITED -> ErrorRule.Kind.RATE_LIMITED;
            case NOT_SYNCED -> ErrorRule.Kind.NOT_SYNCED;
        };
    }

    private static Api api(dev.sluice.crds.v1alpha1.provider.Api api) {
        return switch (api) {
            case JSONRPC -> Api.JSONRPC;
            case HTTP -> Api.HTTP;
        };
    }

    /** The classes of manifests are those of the contract, which also knows plain Services. */
    public static ProviderClass providerClass(dev.sluice.crds.v1alpha1.provider.ProviderClass written) {
        return switch (written) {
            case HYPERSCALER -> ProviderClass.HYPERSCALER;
            case BARE_METAL -> ProviderClass.BARE_METAL;
            case EDGE -> ProviderClass.EDGE;
            case DECENTRALIZED -> ProviderClass.DECENTRALIZED;
        };
    }

    private static long generation(HasMetadata object) {
        return Objects.requireNonNullElse(object.getMetadata().getGeneration(), 0L);
    }
}
