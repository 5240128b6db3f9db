package dev.sluice.contract.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sluice.contract.snapshot.Authentication.Algorithm;
import dev.sluice.contract.snapshot.Authentication.JwtKey;
import java.io.IOException;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.KeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Reads a JSON Web Key Set (RFC 7517). Keys for other purposes and of other algorithms are passed over, as the RFC asks; secret
 * keys are, too, so that no token can be signed with what is meant to verify it.
 */
public final class JwksReader {
    private static final int MOST_KEYS = 32;
    private static final int LEAST_RSA_BITS = 2_048;
    private static final int COORDINATE_BYTES = 32;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private JwksReader() {}

    /** @throws CodecException where there is no key to verify with; its message quotes nothing of the text */
    public static List<JwtKey> read(String text) throws CodecException {
        JsonNode keys;
        try {
            keys = JSON.readTree(text).path("keys");
        } catch (IOException e) {
            throw new CodecException("it is not JSON");
        }
        List<JwtKey> read = new ArrayList<>();
        for (JsonNode key : keys) {
            key(key).ifPresent(read::add);
        }
        if (read.isEmpty() || read.size() > MOST_KEYS) {
            throw new CodecException("it holds " + read.size() + " public keys for RS256, ES256 or EdDSA");
        }
        return read;
    }

    private static Optional<JwtKey> key(JsonNode key) throws CodecException {
        String use = key.path("use").asText("sig");
        Optional<Algorithm> algorithm =
                switch (key.path("kty").asText() + " " + key.path("crv").asText()) {
                    case "RSA " -> Optional.of(Algorithm.RS256);
                    case "EC P-256" -> Optional.of(Algorithm.ES256);
                    case "OKP Ed25519" -> Optional.of(Algorithm.EDDSA);
                    default -> Optional.empty();
                };
        String named = key.path("alg").asText("");
        if (algorithm.isEmpty()
                || !use.equals("sig")
                || !(named.isEmpty() || named.equalsIgnoreCase(algorithm.get().name()))) {
            return Optional.empty();
        }
        try {
            byte[] spki =
                    switch (algorithm.get()) {
                        case RS256 -> encoded("RSA", rsa(key));
                        case ES256 -> encoded("EC", ec(key));
                        case EDDSA -> encoded("Ed25519", ed25519(key));
                    };
            return Optional.of(new JwtKey(
                    key.path("kid").asText(""),
                    algorithm.get(),
                    Base64.getEncoder().encodeToString(spki)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new CodecException("key " + key.path("kid").asText("without kid") + " of it is no "
                    + key.path("kty").asText() + " key, or shorter than " + LEAST_RSA_BITS + " bits");
        }
    }

    private static byte[] encoded(String algorithm, KeySpec spec) throws GeneralSecurityException {
        return KeyFactory.getInstance(algorithm).generatePublic(spec).getEncoded();
    }

    private static KeySpec rsa(JsonNode key) {
        BigInteger modulus = new BigInteger(1, bytes(key, "n"));
        if (modulus.bitLength() < LEAST_RSA_BITS) {
            throw new IllegalArgumentException("too short");
        }
        return new RSAPublicKeySpec(modulus, new BigInteger(1, bytes(key, "e")));
    }

    private static KeySpec ec(JsonNode key) throws GeneralSecurityException {
        AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec("secp256r1"));
        ECPoint point = new ECPoint(new BigInteger(1, bytes(key, "x")), new BigInteger(1, bytes(key, "y")));
        return new ECPublicKeySpec(point, parameters.getParameterSpec(ECParameterSpec.class));
    }

    /** RFC 8032, 5.1.2: y, the least significant byte first, and in its last bit whether x is odd. */
    private static KeySpec ed25519(JsonNode key) {
        byte[] x = bytes(key, "x");
        if (x.length != COORDINATE_BYTES) {
            throw new IllegalArgumentException("not 32 bytes");
        }
        boolean odd = x[COORDINATE_BYTES - 1] < 0;
        byte[] y = new byte[COORDINATE_BYTES];
        for (int i = 0; i < COORDINATE_BYTES; i++) {
            y[i] = x[COORDINATE_BYTES - 1 - i];
        }
        y[0] &= 0x7f;
        return new EdECPublicKeySpec(NamedParameterSpec.ED25519, new EdECPoint(odd, new BigInteger(1, y)));
    }

    private static byte[] bytes(JsonNode key, String field) {
        String text = key.path(field).asText("");
        if (text.isEmpty()) {
            throw new IllegalArgumentException(field + " is missing");
        }
        return Base64.getUrlDecoder().decode(text);
    }
}
