package dev.sluice.engine.cache;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What answers have in common that may stand for each other: rule, policy, pool and providers as they are declared. An answer
 * is never given under another policy than it was got under, and forgotten as soon as any of this changes.
 *
 * @param digest of all of it, 32 hexadecimal digits; the same in every process
 */
public record Scope(String digest) {
    private static final int BYTES = 16;

    /** @param parts whose text says all there is to say of them, as that of a record does */
    public static Scope of(Object... parts) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            for (Object part : parts) {
                sha.update(part.toString().getBytes(StandardCharsets.UTF_8));
                sha.update((byte) 0);
            }
            return new Scope(HexFormat.of().formatHex(sha.digest(), 0, BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
