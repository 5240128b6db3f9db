package dev.sluice.contract.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sluice.contract.snapshot.Authentication.Algorithm;
import dev.sluice.contract.snapshot.Authentication.JwtKey;
import java.security.KeyFactory;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class JwksReaderTest {
    /** RFC 7517, appendix A.1, and RFC 8037, appendix A.2. */
    private static final String EXAMPLES = """
            {"keys": [
             {"kty": "EC", "crv": "P-256", "x": "MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4",
              "y": "4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM", "use": "enc", "kid": "1"},
             {"kty": "EC", "crv": "P-256", "x": "MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4",
              "y": "4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM", "kid": "ec"},
             {"kty": "RSA", "n": "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw",
              "e": "AQAB", "alg": "RS256", "kid": "2011-04-29"},
             {"kty": "OKP", "crv": "Ed25519", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo", "kid": "ed"},
             {"kty": "oct", "k": "c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0", "alg": "HS256", "kid": "shared"},
             {"kty": "RSA", "n": "x", "e": "AQAB", "alg": "RS512", "kid": "other"}]}""";

    @Test
    void readsPublicKeysForSignaturesAndPassesOverTheRest() throws Exception {
        List<JwtKey> keys = JwksReader.read(EXAMPLES);

        assertEquals(
                List.of("ec", "2011-04-29", "ed"), keys.stream().map(JwtKey::id).toList());
        assertEquals(
                List.of(Algorithm.ES256, Algorithm.RS256, Algorithm.EDDSA),
                keys.stream().map(JwtKey::algorithm).toList());
        EdECPublicKey ed = (EdECPublicKey) KeyFactory.getInstance("Ed25519")
                .generatePublic(new X509EncodedKeySpec(
                        Base64.getDecoder().decode(keys.getLast().spki())));
        assertFalse(ed.getPoint().isXOdd());
    }

    @Test
    void saysWhatIsWrongAndQuotesNothing() {
        for (String wrong : List.of(
                "",
                "no json: top-secret",
                "[]",
                "{\"keys\": \"top-secret\"}",
                "{\"keys\": [{\"kty\": \"oct\", \"k\": \"top-secret\"}]}",
                "{\"keys\": [{\"kty\": \"RSA\", \"n\": \"AQAB\", \"e\": \"AQAB\"}]}",
                "{\"keys\": [{\"kty\": \"EC\", \"crv\": \"P-256\", \"x\": \"!\", \"y\": \"AQ\"}]}",
                "{\"keys\": [{\"kty\": \"OKP\", \"crv\": \"Ed25519\", \"x\": \"AQAB\"}]}")) {
            CodecException e = assertThrows(CodecException.class, () -> JwksReader.read(wrong), wrong);
            assertFalse(String.valueOf(e.getMessage()).contains("top-secret"), e.getMessage());
        }
    }
}
