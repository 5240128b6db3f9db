package dev.sluice.control.translate.provider;

import io.fabric8.kubernetes.api.model.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads keys of Secrets. A trailing line break, which editors and shells add, is no part of a secret. */
public final class SecretValues {
    private SecretValues() {}

    /** Names, ordered. */
    public static Set<String> keys(Secret secret) {
        Map<String, String> text = Objects.requireNonNullElse(secret.getStringData(), Map.of());
        Map<String, String> encoded = Objects.requireNonNullElse(secret.getData(), Map.of());
        Set<String> keys = new TreeSet<>(text.keySet());
        keys.addAll(encoded.keySet());
        return keys;
    }

    public static Optional<String> value(Secret secret, String key) {
        Map<String, String> text = Objects.requireNonNullElse(secret.getStringData(), Map.of());
        Map<String, String> encoded = Objects.requireNonNullElse(secret.getData(), Map.of());
        if (text.containsKey(key)) {
            return Optional.ofNullable(text.get(key)).map(SecretValues::withoutLineEnd);
        }
        return Optional.ofNullable(encoded.get(key))
                .flatMap(SecretValues::decode)
                .map(SecretValues::withoutLineEnd);
    }

    private static Optional<String> decode(String base64) {
        try {
            return Optional.of(new String(Base64.getMimeDecoder().decode(base64), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String withoutLineEnd(String value) {
        return value.replaceFirst("[\\r\\n]+$", "");
    }
}
