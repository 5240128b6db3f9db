package dev.sluice.control.translate.provider;

import dev.sluice.contract.snapshot.Credential;
import dev.sluice.control.resolve.Grants;
import dev.sluice.control.resolve.ObjectRef;
import dev.sluice.control.resolve.References;
import dev.sluice.control.resolve.Resolution;
import dev.sluice.control.translate.value.Findings;
import dev.sluice.crds.v1alpha1.provider.CredentialSource;
import dev.sluice.crds.v1alpha1.provider.CredentialSource.SecretKeyRef;
import dev.sluice.crds.v1alpha1.provider.ProviderSpec;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Where secrets go on a request, and their values by id ({@code namespace/secret/key}). */
final class CredentialTranslator {
    private final References references;

    CredentialTranslator(References references) {
        this.references = references;
    }

    /** Credentials that could be resolved; their values are added to {@code values}. */
    List<Credential> translate(Grants.From from, ProviderSpec spec, Findings findings, Map<String, String> values) {
        List<Credential> credentials = new ArrayList<>();
        boolean inPath = false;
        for (int i = 0; i < spec.credentials().size(); i++) {
            CredentialSource source = spec.credentials().get(i);
            String path = "spec.credentials[" + i + "]";
            inPath |= source.place() == CredentialSource.Place.PATH;
            if (source.place() != CredentialSource.Place.PATH && source.name() == null) {
                findings.invalid(path + ".name", "is missing", "the header, query parameter or user the secret is for");
            }
            resolve(from, path + ".secretKeyRef", source.secretKeyRef(), findings)
                    .ifPresent(found -> {
                        values.put(found.id(), found.value());
                        credentials.add(new Credential(
                                place(source.place()), Objects.requireNonNullElse(source.name(), ""), found.id()));
                    });
        }
        checkPlaceholders(spec, inPath, findings);
        return credentials;
    }

    private record FoundSecret(String id, String value) {}

    private Optional<FoundSecret> resolve(Grants.From from, String path, SecretKeyRef ref, Findings findings) {
        Optional<Secret> secret = findings.take(
                path, references.follow(from, References.CORE, Secret.class, ref.namespace(), ref.name()));
        if (secret.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> value = SecretValues.value(secret.get(), ref.key());
        if (value.isEmpty()) {
            findings.dangling(
                    path + ".key",
                    new Resolution.Dangling<>(
                            Resolution.Cause.NOT_FOUND,
                            "Secret/" + ref.name() + " has no key " + ref.key()
                                    + "; expected the name of one of its keys"));
        } else if (value.get().isEmpty() || value.get().chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
            findings.dangling(
                    path + ".key",
                    new Resolution.Dangling<>(
                            Resolution.Cause.NOT_FOUND,
                            "key " + ref.key() + " of Secret/" + ref.name()
                                    + " is empty or has control characters; expected one line of text"));
            return Optional.empty();
        }
        String id = ObjectRef.of(secret.get()).id() + "/" + ref.key();
        return value.map(v -> new FoundSecret(id, v));
    }

    /** {@code {credential}} in a path and a credential in Path need each other. */
    private static void checkPlaceholders(ProviderSpec spec, boolean inPath, Findings findings) {
        for (int i = 0; i < spec.endpoints().size(); i++) {
            boolean placeholder = Objects.requireNonNullElse(
                            spec.endpoints().get(i).path(), "")
                    .contains("{credential}");
            if (placeholder != inPath) {
                findings.invalid(
                        "spec.endpoints[" + i + "].path",
                        placeholder
                                ? "has {credential} but no credential is given in Path"
                                : "has no place for the credential given in Path",
                        placeholder ? "an entry of spec.credentials with in: Path" : "{credential} in the path");
            }
        }
    }

    private static Credential.Place place(CredentialSource.Place place) {
        return switch (place) {
            case HEADER -> Credential.Place.HEADER;
            case QUERY -> Credential.Place.QUERY;
            case PATH -> Credential.Place.PATH;
            case BASIC -> Credential.Place.BASIC;
        };
    }
}
