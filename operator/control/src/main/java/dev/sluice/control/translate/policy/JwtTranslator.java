package dev.sluice.control.translate.policy;

import dev.sluice.contract.codec.CodecException;
import dev.sluice.contract.codec.JwksReader;
import dev.sluice.contract.snapshot.Authentication;
import dev.sluice.contract.snapshot.Authentication.JwtKey;
import dev.sluice.control.resolve.Resolution;
import dev.sluice.control.translate.value.Findings;
import dev.sluice.crds.v1alpha1.policy.ClientsSpec;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tokens of clients. Where the issuer's keys cannot be had, there are none, and gateways let nobody in by a token. */
final class JwtTranslator {
    private static final String PATH = "spec.clients.authentication.jwt.localJWKS";
    private static final String ENTRY = "jwks";
    private static final String EXPECTED = "a JSON Web Key Set with public keys for RS256, ES256 or EdDSA";

    private JwtTranslator() {}

    /** @param namespace of the policy */
    static Authentication.@Nullable Jwt translate(
            String namespace, ClientsSpec.@Nullable Jwt written, ClientKeySecrets secrets, Findings findings) {
        return written == null
                ? null
                : new Authentication.Jwt(
                        written.issuer(),
                        written.audiences(),
                        Objects.requireNonNullElse(written.tenantClaim(), "sub"),
                        keys(namespace, written.localJWKS(), secrets, findings));
    }

    private static List<JwtKey> keys(
            String namespace, ClientsSpec.LocalJwks written, ClientKeySecrets secrets, Findings findings) {
        if (written.inline() != null) {
            return read(written.inline(), findings);
        }
        if (written.secretRef() == null) {
            findings.invalid(PATH, "names no keys", "inline or secretRef");
            return List.of();
        }
        String name = written.secretRef().name();
        Optional<String> text = secrets.value(namespace + "/" + name, ENTRY);
        if (text.isEmpty()) {
            dangling("Secret/" + name + " with entry " + ENTRY + " does not exist in namespace " + namespace, findings);
            return List.of();
        }
        try {
            return JwksReader.read(text.get());
        } catch (CodecException e) {
            dangling("entry " + ENTRY + " of Secret/" + name + " is of no use: " + e.getMessage(), findings);
            return List.of();
        }
    }

    private static List<JwtKey> read(String inline, Findings findings) {
        try {
            return JwksReader.read(inline);
        } catch (CodecException e) {
            findings.invalid(PATH + ".inline", "is of no use: " + e.getMessage(), EXPECTED);
            return List.of();
        }
    }

    private static void dangling(String wrong, Findings findings) {
        findings.dangling(
                PATH + ".secretRef",
                new Resolution.Dangling<>(
                        Resolution.Cause.NOT_FOUND,
                        wrong + ", so that nobody is let in by a token; expected " + EXPECTED));
    }
}
