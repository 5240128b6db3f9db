package dev.sluice.server.token;

import dev.sluice.contract.snapshot.Authentication.Algorithm;
import dev.sluice.contract.snapshot.Authentication.JwtKey;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;

/** Signs tokens, as an issuer does. */
public final class Tokens {
    private Tokens() {}

    public static JwtKey key(String id, Algorithm algorithm, KeyPair pair) {
        return new JwtKey(
                id,
                algorithm,
                Base64.getEncoder().encodeToString(pair.getPublic().getEncoded()));
    }

    public static KeyPair pair(String algorithm) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            if (algorithm.equals("EC")) {
                generator.initialize(new ECGenParameterSpec("secp256r1"));
            }
            return generator.generateKeyPair();
        } catch (java.security.GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    public static String token(String algorithm, String kid, String claims, KeyPair by) throws Exception {
        String head = "{\"alg\":\"" + algorithm + "\"" + (kid.isEmpty() ? "" : ",\"kid\":\"" + kid + "\"") + "}";
        String signed = base64(head) + "." + base64(claims);
        Signature signature = Signature.getInstance(
                switch (algorithm) {
                    case "RS256" -> "SHA256withRSA";
                    case "ES256" -> "SHA256withECDSAinP1363Format";
                    default -> "Ed25519";
                });
        signature.initSign(by.getPrivate());
        signature.update(signed.getBytes(StandardCharsets.US_ASCII));
        return signed + "." + base64(signature.sign());
    }

    static String base64(String text) {
        return base64(text.getBytes(StandardCharsets.UTF_8));
    }

    static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
