package dev.sluice.control.translate.provider;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A private key of a PEM text.
 *
 * @param der what the block holds: PKCS #8, or the older forms PKCS #1 of RSA and SEC 1 of elliptic curves
 * @param wrapped whether that is PKCS #8
 */
record PemKey(byte[] der, boolean wrapped) {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN (RSA |EC |)PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END \\1PRIVATE KEY-----");
    private static final int INTEGER = 0x02;
    private static final int OCTETS = 0x04;
    private static final int SEQUENCE = 0x30;
    private static final byte[] PROBE = {1};

    /** Empty where the text holds none that can be read without a password. */
    static Optional<PemKey> read(String pem) {
        Matcher block = BLOCK.matcher(pem);
        if (!block.find()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new PemKey(
                    Base64.getMimeDecoder().decode(block.group(2)),
                    block.group(1).isEmpty()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether it is the other half of a certificate's key. */
    boolean belongsTo(Certificate certificate) {
        PublicKey other = certificate.getPublicKey();
        // Most keys hold their public half, and finding it costs a thousandth of a signature.
        return switch (other) {
            case RSAPublicKey rsa -> holds(magnitude(rsa.getModulus())) || signsFor(other);
            case ECPublicKey curve -> holds(point(curve)) || signsFor(other);
            default -> signsFor(other);
        };
    }

    private boolean signsFor(PublicKey other) {
        String kind = other.getAlgorithm();
        try {
            PrivateKey key = KeyFactory.getInstance(kind).generatePrivate(new PKCS8EncodedKeySpec(pkcs8(other)));
            Signature signature = Signature.getInstance(
                    switch (kind) {
                        case "RSA" -> "SHA256withRSA";
                        case "EC" -> "SHA256withECDSA";
                        default -> kind;
                    });
            signature.initSign(key);
            signature.update(PROBE);
            byte[] signed = signature.sign();
            signature.initVerify(other);
            signature.update(PROBE);
            return signature.verify(signed);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    /** The older forms do not say the algorithm, which is the certificate's. */
    private byte[] pkcs8(PublicKey other) {
        byte[] algorithm = firstOf(other.getEncoded());
        return wrapped ? der : element(SEQUENCE, element(INTEGER, new byte[] {0}), algorithm, element(OCTETS, der));
    }

    /** The first element of a sequence, with its head. */
    private static byte[] firstOf(byte[] sequence) {
        int start = headLength(sequence, 0);
        int length = sequence[start + 1] & 0xff;
        if (length > 127) {
            throw new IllegalArgumentException("an algorithm of more than 127 bytes");
        }
        return Arrays.copyOfRange(sequence, start, start + 2 + length);
    }

    private static int headLength(byte[] der, int at) {
        int length = der[at + 1] & 0xff;
        return length < 128 ? 2 : 2 + (length & 0x7f);
    }

    private static byte[] element(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        ByteArrayOutputStream element = new ByteArrayOutputStream();
        element.write(tag);
        if (content.size() < 128) {
            element.write(content.size());
        } else {
            byte[] length = magnitude(BigInteger.valueOf(content.size()));
            element.write(0x80 | length.length);
            element.writeBytes(length);
        }
        element.writeBytes(content.toByteArray());
        return element.toByteArray();
    }

    private static byte[] magnitude(BigInteger value) {
        byte[] bytes = value.toByteArray();
        return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    }

    /** Its bits are the last of the encoded key: a byte for the form, then both coordinates. */
    private static byte[] point(ECPublicKey key) {
        int coordinate = (key.getParams().getCurve().getField().getFieldSize() + 7) / 8;
        byte[] encoded = key.getEncoded();
        return Arrays.copyOfRange(encoded, encoded.length - 2 * coordinate - 1, encoded.length);
    }

    private boolean holds(byte[] part) {
        for (int at = 0; at + part.length <= der.length; at++) {
            if (Arrays.equals(der, at, at + part.length, part, 0, part.length)) {
                return true;
            }
        }
        return false;
    }
}
