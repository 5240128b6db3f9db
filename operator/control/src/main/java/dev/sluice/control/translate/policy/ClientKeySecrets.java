package dev.sluice.control.translate.policy;

import dev.sluice.contract.snapshot.ClientKeys;
import dev.sluice.control.resolve.Catalog;
import dev.sluice.control.resolve.Resolution;
import dev.sluice.control.translate.provider.SecretValues;
import dev.sluice.control.translate.value.Findings;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Secrets that hold one key per client, named by the client. What is wrong with one key lets nobody in by it, and everybody else by
 * theirs.
 */
public final class ClientKeySecrets {
    /** More would not leave room for what else a Gateway's credentials hold. */
    static final int MOST_CLIENTS = 4_096;

    /** Shorter ones can be found by trying. */
    private static final int GOOD_LENGTH = 16;

    private final Catalog catalog;
    private final Map<String, Optional<Contents>> read = new HashMap<>();

    ClientKeySecrets(Catalog catalog) {
        this.catalog = catalog;
    }

    /** @param mistakes what is wrong and what is expected, by key; @param weak names of clients whose keys are short */
    private record Contents(ClientKeys keys, Map<String, String> mistakes, List<String> weak) {}

    /** The text of the {@link ClientKeys} of a Secret; empty where there is none. @param secret {@code namespace/name} */
    public Optional<String> text(String secret) {
        return read(secret).map(found -> found.keys().text());
    }

    /** One entry of a Secret, of which nothing else is known. @param secret {@code namespace/name} */
    Optional<String> value(String secret, String entry) {
        return catalog.find(Secret.class, secret).flatMap(found -> SecretValues.value(found, entry));
    }

    /** @param path of the reference; @param secret {@code namespace/name} */
    void check(String path, String secret, Findings findings) {
        String name = "Secret/" + secret.substring(secret.indexOf('/') + 1);
        Optional<Contents> found = read(secret);
        if (found.isEmpty()) {
            String namespace = secret.substring(0, secret.indexOf('/'));
            dangling(
                    path,
                    name + " does not exist in namespace " + namespace
                            + ", so that nobody is let in; expected a Secret with one key per client, named by the client",
                    findings);
            return;
        }
        Contents contents = found.get();
        contents.mistakes()
                .forEach(
                        (client, mistake) -> dangling(path, "key " + client + " of " + name + " " + mistake, findings));
        if (contents.keys().digests().isEmpty() && contents.mistakes().isEmpty()) {
            dangling(
                    path,
                    name + " is empty, so that nobody is let in; expected one key per client, named by the client",
                    findings);
        }
        contents.weak()
                .forEach(client -> findings.warning(
                        path,
                        "key " + client + " of " + name + " is short enough to be found by trying",
                        "at least " + GOOD_LENGTH + " random characters"));
    }

    private static void dangling(String path, String message, Findings findings) {
        findings.dangling(path, new Resolution.Dangling<>(Resolution.Cause.NOT_FOUND, message));
    }

    private Optional<Contents> read(String secret) {
        return read.computeIfAbsent(secret, id -> catalog.find(Secret.class, id).map(ClientKeySecrets::contents));
    }

    private static Contents contents(Secret secret) {
        Map<String, String> digests = new TreeMap<>();
        Map<String, String> mistakes = new TreeMap<>();
        List<String> weak = new ArrayList<>();
        for (String client : SecretValues.keys(secret)) {
            String key = SecretValues.value(secret, client).orElse("");
            if (key.isEmpty() || key.chars().anyMatch(c -> c <= ' ' || c >= 0x7f)) {
                mistakes.put(client, "is empty or has characters a header cannot carry; expected one word of ASCII");
            } else if (digests.size() == MOST_CLIENTS) {
                mistakes.put(client, "is one too many; expected at most " + MOST_CLIENTS + " clients in a Secret");
            } else {
                digests.put(client, ClientKeys.digest(key));
                if (key.length() < GOOD_LENGTH) {
                    weak.add(client);
                }
            }
        }
        sameKeys(digests, mistakes);
        return new Contents(new ClientKeys(digests), mistakes, weak);
    }

    /** Of two clients with one key nobody can tell which calls, so neither is let in. */
    private static void sameKeys(Map<String, String> digests, Map<String, String> mistakes) {
        Map<String, List<String>> byDigest = digests.keySet().stream().collect(Collectors.groupingBy(digests::get));
        byDigest.values().stream()
                .filter(clients -> clients.size() > 1)
                .forEach(clients -> clients.forEach(client -> {
                    digests.remove(client);
                    mistakes.put(
                            client,
                            "is also the key of "
                                    + clients.stream()
                                            .filter(c -> !c.equals(client))
                                            .findFirst()
                                            .orElseThrow() + ", so that neither is let in; expected a key of its own");
                }));
    }
}
