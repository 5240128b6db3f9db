package dev.sluice.control.translate.policy;

import dev.sluice.contract.snapshot.Authentication;
import dev.sluice.contract.snapshot.ClientKeys;
import dev.sluice.contract.snapshot.Clients;
import dev.sluice.control.translate.value.Findings;
import dev.sluice.crds.v1alpha1.policy.ClientsSpec;
import dev.sluice.engine.http.HopByHop;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who may call, and what. */
final class ClientsTranslator {
    private static final String PATH = "spec.clients.";

    /** Headers without which a request is none. */
    private static final Set<String> FRAMING = Set.of("host", "content-length", "content-type", "expect");

    private ClientsTranslator() {}

    /** @param namespace of the policy */
    static Clients translate(
            String namespace, @Nullable ClientsSpec written, ClientKeySecrets secrets, Findings findings) {
        if (written == null) {
            return Clients.ANY;
        }
        return new Clients(
                written.allowedMethods().isEmpty() ? List.of() : List.of(written.allowedMethods()),
                written.deniedMethods(),
                authentication(namespace, written.authentication(), secrets, findings));
    }

    private static @Nullable Authentication authentication(
            String namespace,
            ClientsSpec.@Nullable Authentication written,
            ClientKeySecrets secrets,
            Findings findings) {
        if (written == null) {
            return null;
        }
        ClientsSpec.ApiKey apiKey = written.apiKey();
        String path = PATH + "authentication.apiKey.";
        String header = apiKey.header().toLowerCase(Locale.ROOT);
        if (FRAMING.contains(header) || HopByHop.isHopByHop(header)) {
            findings.invalid(
                    path + "header", apiKey.header() + " has a meaning of its own", "a header such as X-Api-Key");
        }
        String secret = namespace + "/" + apiKey.secretRef().name();
        secrets.check(path + "secretRef", secret, findings);
        return new Authentication(new Authentication.ApiKey(header, ClientKeys.id(secret)));
    }
}
