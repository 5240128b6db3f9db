package dev.sluice.engine.clients;

import dev.sluice.contract.snapshot.ClientKeys;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds the client of a key by the key's digest. How long it takes says of a digest how it begins at most, which tells nothing of a
 * key; the digest found is compared in constant time all the same.
 */
final class ApiKeys {
    private record Known(byte[] digest, Admission.Admitted client) {}

    private final Map<String, Known> byDigest;

    ApiKeys(ClientKeys keys) {
        byDigest = keys.digests().entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getValue,
                        each -> new Known(bytes(each.getValue()), new Admission.Admitted(each.getKey())),
                        (one, other) -> one));
    }

    Admission.@Nullable Admitted find(String key) {
        String digest = ClientKeys.digest(key);
        Known known = byDigest.get(digest);
        return known != null && MessageDigest.isEqual(known.digest, bytes(digest)) ? known.client : null;
    }

    private static byte[] bytes(String digest) {
        return digest.getBytes(StandardCharsets.US_ASCII);
    }
}
