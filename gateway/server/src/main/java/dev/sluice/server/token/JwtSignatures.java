package dev.sluice.server.token;

import dev.sluice.contract.snapshot.Authentication.Algorithm;
import dev.sluice.contract.snapshot.Authentication.JwtKey;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Verifies signatures by keys of one algorithm each. A token says which key it wants and of which algorithm it is; if the two do not
 * go together there is no key, so that neither {@code none} nor another algorithm than the key's own is ever tried.
 */
final class JwtSignatures {
    private record Known(String id, Algorithm algorithm, PublicKey key) {}

    private final List<Known> keys = new ArrayList<>();

    /** Keys that cannot be read are no keys. */
    JwtSignatures(List<JwtKey> keys) {
        for (JwtKey key : keys) {
            try {
                byte[] spki = Base64.getDecoder().decode(key.spki());
                PublicKey known =
                        KeyFactory.getInstance(family(key.algorithm())).generatePublic(new X509EncodedKeySpec(spki));
                this.keys.add(new Known(key.id(), key.algorithm(), known));
            } catch (GeneralSecurityException | IllegalArgumentException e) {
                // Whoever translated it has made it from a key that could be read; this one signs nothing.
            }
        }
    }

    boolean isEmpty() {
        return keys.isEmpty();
    }

    /**
     * @param algorithm as the token's head names it
     * @param id of the key; {@code ""} where the token names none: then any of that algorithm
     */
    boolean verify(String algorithm, String id, byte[] signed, byte[] signature) {
        for (Known known : keys) {
            if (name(known.algorithm).equals(algorithm)
                    && (id.isEmpty() || known.id.equals(id))
                    && verify(known, signed, signature)) {
                return true;
            }
        }
        return false;
    }

    private static boolean verify(Known known, byte[] signed, byte[] signature) {
        try {
            Signature check = Signature.getInstance(
                    switch (known.algorithm) {
                        case RS256 -> "SHA256withRSA";
                        case ES256 -> "SHA256withECDSAinP1363Format";
                        case EDDSA -> "Ed25519";
                    });
            check.initVerify(known.key);
            check.update(signed);
            return check.verify(signature);
        } catch (GeneralSecurityException e) {
            // A signature of another shape.
            return false;
        }
    }

    private static String family(Algorithm algorithm) {
        return switch (algorithm) {
            case RS256 -> "RSA";
            case ES256 -> "EC";
            case EDDSA -> "Ed25519";
        };
    }

    private static String name(Algorithm algorithm) {
        return switch (algorithm) {
            case RS256 -> "RS256";
            case ES256 -> "ES256";
            case EDDSA -> "EdDSA";
        };
    }
}
