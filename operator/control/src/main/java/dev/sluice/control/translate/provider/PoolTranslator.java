package dev.sluice.control.translate.provider;

import dev.sluice.contract.snapshot.Api;
import dev.sluice.contract.snapshot.Pool;
import dev.sluice.contract.snapshot.Price;
import dev.sluice.control.resolve.ObjectRef;
import dev.sluice.control.resolve.References;
import dev.sluice.control.status.ObjectStatus;
import dev.sluice.control.status.Reason;
import dev.sluice.control.translate.value.Findings;
import dev.sluice.crds.v1alpha1.Provider;
import dev.sluice.crds.v1alpha1.ProviderPool;
import dev.sluice.crds.v1alpha1.pool.ProviderPoolSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A ProviderPool becomes a pool of those members that can be used. Where all are invalid it is none, and requests for it are
 * answered 500; where valid ones only wait for an address it is an empty one, for 503.
 */
public final class PoolTranslator {
    private final PoolMembers members;

    /** @param providers every Provider as written; @param translated what they came to, by id */
    public PoolTranslator(References references, List<Provider> providers, Map<String, TranslatedProvider> translated) {
        this.members = new PoolMembers(references, translated, providers);
    }

    /** @param findings empty, or with what a gateway's compiler would not take */
    public TranslatedPool translate(ProviderPool written, Findings findings) {
        ProviderPoolSpec spec = written.getSpec();
        List<PoolMembers.Candidate> candidates = members.of(written, findings);
        Api api = apiOf(spec, candidates);
        List<Pool.Member> used = new ArrayList<>();
        List<dev.sluice.contract.snapshot.Provider> providers = new ArrayList<>();
        List<String> leftOut = new ArrayList<>();
        boolean awaited = candidates.isEmpty() && spec.selector() != null;
        for (PoolMembers.Candidate candidate : candidates) {
            awaited |= speaks(candidate, spec, api) && candidate.provider().waits(spec.chain());
            Optional<dev.sluice.contract.snapshot.Provider> provider = usable(candidate, spec, api, findings);
            provider.ifPresentOrElse(
                    p -> {
                        used.add(new Pool.Member(p.id(), candidate.weight(), candidate.priority()));
                        providers.add(p);
                    },
                    () -> leftOut.add(candidate.provider().ref().name()));
        }
        if (!candidates.isEmpty() && candidates.stream().allMatch(c -> c.weight() == 0)) {
            findings.invalid("spec.members", "have no weight", "at least one member with a weight above 0");
        }
        checkCurrencies(providers, findings);
        Pool pool = new Pool(
                ObjectRef.of(written).id(),
                api,
                spec.chain(),
                used,
                PoolSettings.loadBalancer(spec.loadBalancer()),
                PoolSettings.circuitBreaker(spec.circuitBreaker()),
                PoolSettings.outlierDetection(spec.outlierDetection(), findings),
                PoolSettings.retryBudget(spec.retryBudget()),
                Objects.requireNonNullElse(spec.panicThreshold(), DEFAULT_PANIC_PERCENT),
                PoolSettings.hashOn(spec.loadBalancer(), findings),
                PoolSettings.concurrencyLimit(spec.concurrencyLimit(), findings),
                PoolSettings.scorers(spec.loadBalancer(), findings),
                PoolSettings.overprovisioningPercent(spec.loadBalancer()));
        ObjectStatus status = status(written, findings, used.size(), leftOut);
        boolean serves = findings.valid() && (!used.isEmpty() || awaited);
        return new TranslatedPool(serves ? pool : null, serves ? providers : List.of(), status);
    }

    static final int DEFAULT_PANIC_PERCENT = 50;

    /** A pool speaks what its members speak; a chain says JSON-RPC. */
    private static Api apiOf(ProviderPoolSpec spec, List<PoolMembers.Candidate> candidates) {
        List<Api> spoken = candidates.stream()
                .map(PoolMembers.Candidate::provider)
                .filter(TranslatedProvider::valid)
                .map(TranslatedProvider::api)
                .toList();
        return spec.chain() == null && (spoken.isEmpty() || spoken.contains(Api.HTTP)) ? Api.HTTP : Api.JSONRPC;
    }

    private static boolean speaks(PoolMembers.Candidate candidate, ProviderPoolSpec spec, Api api) {
        return candidate.provider().api() == api && (api == Api.HTTP || spec.chain() != null);
    }

    /** Prices are compared as numbers, so that they must be of one currency. */
    private static void checkCurrencies(List<dev.sluice.contract.snapshot.Provider> providers, Findings findings) {
        List<String> currencies = providers.stream()
                .map(dev.sluice.contract.snapshot.Provider::price)
                .filter(price -> !price.free())
                .map(Price::currency)
                .distinct()
                .sorted()
                .toList();
        if (currencies.size() > 1) {
            findings.mistake(
                    "spec.members",
                    "are priced in " + String.join(" and ", currencies) + ", which are compared as if they were one",
                    "prices in one currency");
        }
    }

    private static Optional<dev.sluice.contract.snapshot.Provider> usable(
            PoolMembers.Candidate candidate, ProviderPoolSpec spec, Api api, Findings findings) {
        TranslatedProvider provider = candidate.provider();
        String name = provider.ref().toString();
        if (!provider.valid()) {
            findings.unresolved(
                    candidate.path(), Reason.REF_NOT_FOUND, name + " cannot be used for mistakes of its own");
            return Optional.empty();
        }
        if (provider.api() != api) {
            findings.unresolved(candidate.path(), Reason.REF_NOT_FOUND, name + " does not speak " + api);
            findings.mistake(
                    candidate.path(),
                    name + " does not speak " + api + " as the pool does",
                    "members that speak the same");
            return Optional.empty();
        }
        if (api == Api.JSONRPC && spec.chain() == null) {
            findings.invalid("spec.chain", "is missing", "the CAIP-2 id of the chain, since the members speak JSONRPC");
            return Optional.empty();
        }
        Optional<dev.sluice.contract.snapshot.Provider> seller = provider.on(spec.chain());
        if (seller.isEmpty() && !provider.waits(spec.chain())) {
            findings.unresolved(candidate.path(), Reason.REF_NOT_FOUND, name + " has no endpoint for " + spec.chain());
            findings.mistake(
                    candidate.path(), name + " has no endpoint for chain " + spec.chain(), "a provider that serves it");
        }
        return seller;
    }

    private static ObjectStatus status(ProviderPool written, Findings findings, int used, List<String> leftOut) {
        int asked = Math.max(used + leftOut.size(), written.getSpec().members().size());
        String message = used + " of " + asked + " members are used"
                + (leftOut.isEmpty() ? "" : "; left out: " + String.join(", ", leftOut));
        return ObjectStatus.of(
                ObjectRef.of(written),
                Objects.requireNonNullElse(written.getMetadata().getGeneration(), 0L),
                List.of(findings.accepted(message), findings.resolvedRefs()),
                findings.problems());
    }
}
