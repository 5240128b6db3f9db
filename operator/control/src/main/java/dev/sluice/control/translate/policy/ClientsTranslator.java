package dev.sluice.control.translate.policy;

import dev.sluice.contract.snapshot.Authentication;
import dev.sluice.contract.snapshot.ClientKeys;
import dev.sluice.contract.snapshot.Clients;
import dev.sluice.contract.snapshot.RateLimit;
import dev.sluice.control.resolve.ObjectRef;
import dev.sluice.control.resolve.Problem;
import dev.sluice.control.translate.value.Findings;
import dev.sluice.crds.v1alpha1.RoutingPolicy;
import dev.sluice.crds.v1alpha1.policy.ClientsSpec;
import dev.sluice.crds.v1alpha1.policy.RateLimitSpec;
import dev.sluice.engine.clients.AddressRange;
import dev.sluice.engine.http.HopByHop;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who may call, what, and how often. */
final class ClientsTranslator {
    private static final String PATH = "spec.clients.";

    /** Headers without which a request is none. */
    private static final Set<String> FRAMING = Set.of("host", "content-length", "content-type", "expect");

    private ClientsTranslator() {}

    static Clients translate(RoutingPolicy policy, ClientKeySecrets secrets, Findings findings) {
        List<RateLimit> limits =
                rateLimits(ObjectRef.of(policy).id(), policy.getSpec().rateLimit());
        ClientsSpec written = policy.getSpec().clients();
        if (written == null) {
            return Clients.ANY.with(limits);
        }
        return new Clients(
                lists(written.allowedMethods()),
                written.deniedMethods(),
                authentication(ObjectRef.namespace(policy), written.authentication(), secrets, findings),
                lists(ranges("allowedAddresses", written.allowedAddresses(), findings)),
                ranges("deniedAddresses", written.deniedAddresses(), findings),
                limits,
                written.maxBodyBytes(),
                written.decisions() == null ? null : written.decisions() == ClientsSpec.Decisions.ALLOWED,
                written.maxBatch(),
                written.maxLogRange());
    }

    /** Of one policy: a list of its own, unless it has none. */
    private static List<List<String>> lists(List<String> own) {
        return own.isEmpty() ? List.of() : List.of(own);
    }

    private static List<String> ranges(String field, List<String> written, Findings findings) {
        for (int i = 0; i < written.size(); i++) {
            try {
                AddressRange.of(written.get(i));
            } catch (IllegalArgumentException e) {
                findings.invalid(new Problem(PATH + field + "[" + i + "]", String.valueOf(e.getMessage())));
            }
        }
        return written;
    }

    private static List<RateLimit> rateLimits(String policy, @Nullable RateLimitSpec written) {
        return written == null
                ? List.of()
                : List.of(new RateLimit(
                        policy,
                        written.requestsPerSecond(),
                        Objects.requireNonNullElse(written.burst(), written.requestsPerSecond()),
                        written.per() == RateLimitSpec.Per.CLIENT ? RateLimit.Per.CLIENT : RateLimit.Per.TARGET));
    }

    private static @Nullable Authentication authentication(
            String namespace,
            ClientsSpec.@Nullable Authentication written,
            ClientKeySecrets secrets,
            Findings findings) {
        return written == null
                ? null
                : new Authentication(
                        apiKey(namespace, written.apiKey(), secrets, findings),
                        JwtTranslator.translate(namespace, written.jwt(), secrets, findings));
    }

    private static Authentication.@Nullable ApiKey apiKey(
            String namespace, ClientsSpec.@Nullable ApiKey written, ClientKeySecrets secrets, Findings findings) {
        if (written == null) {
            return null;
        }
        String path = PATH + "authentication.apiKey.";
        String header = written.header().toLowerCase(Locale.ROOT);
        if (FRAMING.contains(header) || HopByHop.isHopByHop(header)) {
            findings.invalid(
                    path + "header", written.header() + " has a meaning of its own", "a header such as X-Api-Key");
        }
        String secret = namespace + "/" + written.secretRef().name();
        secrets.check(path + "secretRef", secret, findings);
        return new Authentication.ApiKey(header, ClientKeys.id(secret));
    }
}
