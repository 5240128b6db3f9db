package dev.sluice.control.translate.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.control.translate.TestPair;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Keys as tools write them, and pairs that are none. */
class CertificatePairTest {
    private static final Optional<String> GOOD = Optional.empty();

    @Test
    void aKeyBelongsToItsCertificateAlone() {
        assertEquals(GOOD, problem("EC", "PRIVATE KEY", "KEY_OF_EC"));
        assertEquals(GOOD, problem("RSA", "PRIVATE KEY", "KEY_OF_RSA"));
        assertEquals(
                Optional.of("holds a key that does not belong to its certificate"),
                problem("EC", "PRIVATE KEY", "KEY_OF_RSA"));
        assertEquals(
                Optional.of("holds a key that does not belong to its certificate"),
                problem("RSA", "PRIVATE KEY", "KEY_OF_EC"));
    }

    @Test
    void olderFormsOfKeysAreRead() throws Exception {
        assertEquals(GOOD, problem("RSA", "RSA PRIVATE KEY", inner("KEY_OF_RSA")));
        assertEquals(GOOD, problem("EC", "EC PRIVATE KEY", inner("KEY_OF_EC")));
        assertEquals(
                Optional.of("holds a key that does not belong to its certificate"),
                problem("RSA", "EC PRIVATE KEY", inner("KEY_OF_EC")));
    }

    /** Without the public half, as some tools leave it out, a signature tells. */
    @Test
    void aKeyOfAnotherCertificateOfItsKindDoesNotSignForIt() throws Exception {
        byte[] key = Base64.getDecoder().decode(TestPair.fill("KEY_OF_RSA"));
        RSAPrivateCrtKey rsa =
                (RSAPrivateCrtKey) KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(key));
        byte[] other = key.clone();
        int modulus = indexOf(other, rsa.getModulus().toByteArray());
        other[modulus + 9] ^= 1;

        assertEquals(
                Optional.of("holds a key that does not belong to its certificate"),
                problem("RSA", "PRIVATE KEY", Base64.getEncoder().encodeToString(other)));
    }

    @Test
    void whatCannotBeReadIsSaid() {
        assertEquals(
                Optional.of("holds a key that cannot be read"), problem("EC", "ENCRYPTED PRIVATE KEY", "KEY_OF_EC"));
        assertEquals(Optional.of("holds a key that cannot be read"), problem("EC", "PRIVATE KEY", "%%%"));
        assertEquals(Optional.of("holds no certificate and key"), CertificatePair.problem(new SecretBuilder().build()));
    }

    private static Optional<String> problem(String certificate, String block, String key) {
        return CertificatePair.problem(new SecretBuilder()
                .addToStringData("tls.crt", block("CERTIFICATE", TestPair.fill("CERTIFICATE_OF_" + certificate)))
                .addToStringData("tls.key", block(block, TestPair.fill(key)))
                .build());
    }

    private static String block(String kind, String body) {
        return "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n";
    }

    /** What PKCS #8 wraps: from the head of the sequence in its last element on. */
    private static String inner(String key) {
        byte[] der = Base64.getDecoder().decode(TestPair.fill(key));
        for (int at = der.length - 4; at > 4; at--) {
            if ((der[at] & 0xff) == 0x30
                    && at + length(der, at) == der.length
                    && der[at - headBefore(der, at)] == 0x04) {
                byte[] inner = Arrays.copyOfRange(der, at, der.length);
                return Base64.getEncoder().encodeToString(inner);
            }
        }
        throw new AssertionError("no PKCS #8");
    }

    private static int length(byte[] der, int at) {
        int first = der[at + 1] & 0xff;
        return switch (first) {
            case 0x81 -> 3 + (der[at + 2] & 0xff);
            case 0x82 -> 4 + ((der[at + 2] & 0xff) << 8) + (der[at + 3] & 0xff);
            default -> 2 + first;
        };
    }

    private static int headBefore(byte[] der, int at) {
        int size = der.length - at;
        return size < 128 ? 2 : size < 256 ? 3 : 4;
    }

    private static int indexOf(byte[] bytes, byte[] part) {
        for (int at = 0; at + part.length <= bytes.length; at++) {
            if (Arrays.equals(bytes, at, at + part.length, part, 0, part.length)) {
                return at;
            }
        }
        throw new AssertionError("not there");
    }
}
