package dev.sluice.contract.snapshot;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The keys of some clients as they travel in {@link Credentials}: of each key only its SHA-256, which lets a gateway recognise
 * the key and nobody use it. As text one line per client, {@code name digest}, ordered by name.
 *
 * @param digests by the client's name, which holds no white space
 */
public record ClientKeys(Map<String, String> digests) {
    private static final String ID = "client-keys:";

    public ClientKeys {
        digests = Map.copyOf(digests);
    }

    /** Where the keys of a Secret are found among credentials. @param secret {@code namespace/name} */
    public static String id(String secret) {
        return ID + secret;
    }

    /** The Secret, as {@code namespace/name}, whose keys are found under an id. */
    public static String secret(String id) {
        return id.substring(ID.length());
    }

    /** SHA-256 of the key's UTF-8 in base64url, 43 characters. */
    public static String digest(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    public String text() {
        return new TreeMap<>(digests)
                .entrySet().stream()
                        .map(each -> each.getKey() + " " + each.getValue())
                        .collect(Collectors.joining("\n"));
    }

    /** What {@link #text} wrote; lines of another shape are no keys. */
    public static ClientKeys read(String text) {
        return new ClientKeys(text.lines()
                .map(line -> line.split(" ", -1))
                .filter(parts -> parts.length == 2 && !parts[0].isEmpty())
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1], (first, again) -> first)));
    }
}
