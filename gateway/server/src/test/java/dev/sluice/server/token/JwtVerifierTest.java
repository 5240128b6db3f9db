package dev.sluice.server.token;

import static dev.sluice.server.token.Tokens.base64;
import static dev.sluice.server.token.Tokens.key;
import static dev.sluice.server.token.Tokens.pair;
import static dev.sluice.server.token.Tokens.token;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.contract.snapshot.Authentication;
import dev.sluice.contract.snapshot.Authentication.Algorithm;
import dev.sluice.contract.snapshot.Authentication.JwtKey;
import dev.sluice.engine.clients.Admission;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class JwtVerifierTest {
    private static final long NOW = 1_800_000_000_000L;
    private static final String CLAIMS =
            "{\"iss\":\"https://id.example\",\"aud\":[\"other\",\"edge\"],\"sub\":\"wallet\",\"exp\":1800000300}";
    private static final Admission WALLET = new Admission.Admitted("wallet");
    private static final Admission UNKNOWN = Admission.Refused.UNKNOWN;

    private final KeyPair rsa = pair("RSA");
    private final KeyPair ec = pair("EC");
    private final KeyPair ed = pair("Ed25519");
    private final JwtVerifier verifier =
            verifier(key("r", Algorithm.RS256, rsa), key("e", Algorithm.ES256, ec), key("d", Algorithm.EDDSA, ed));

    @Test
    void takesTokensOfEveryAlgorithm() throws Exception {
        assertEquals(WALLET, verifier.verify(token("RS256", "r", CLAIMS, rsa), NOW));
        assertEquals(WALLET, verifier.verify(token("ES256", "e", CLAIMS, ec), NOW));
        assertEquals(WALLET, verifier.verify(token("EdDSA", "d", CLAIMS, ed), NOW));
        assertEquals(WALLET, verifier.verify(token("ES256", "", CLAIMS, ec), NOW), "one that names no key");
    }

    @Test
    void refusesWhatWasNotSignedByTheKeyItNames() throws Exception {
        String good = token("ES256", "e", CLAIMS, ec);
        String other = CLAIMS.replace("wallet", "desk");

        assertEquals(UNKNOWN, verifier.verify(token("ES256", "e", CLAIMS, pair("EC")), NOW), "a stranger's key");
        assertEquals(UNKNOWN, verifier.verify(token("ES256", "gone", CLAIMS, ec), NOW), "no such key");
        assertEquals(UNKNOWN, verifier.verify(token("ES256", "r", CLAIMS, ec), NOW), "a key of another algorithm");
        assertEquals(UNKNOWN, verifier.verify(good.replace(base64(CLAIMS), base64(other)), NOW), "changed claims");
        assertEquals(UNKNOWN, verifier.verify(good.substring(0, good.lastIndexOf('.') + 1), NOW), "no signature");
        assertEquals(UNKNOWN, verifier.verify(good + "A", NOW));
    }

    @Test
    void noneAndKeysMistakenForSecretsAreRefused() throws Exception {
        String unsigned = base64("{\"alg\":\"none\"}") + "." + base64(CLAIMS) + ".";
        for (String none : List.of("none", "None", "NONE", "")) {
            assertEquals(
                    UNKNOWN,
                    verifier.verify(
                            unsigned.replace(base64("{\"alg\":\"none\"}"), base64("{\"alg\":\"" + none + "\"}")), NOW));
        }
        String signed = base64("{\"alg\":\"HS256\",\"kid\":\"r\"}") + "." + base64(CLAIMS);
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(rsa.getPublic().getEncoded(), "HmacSHA256"));
        String confused = signed + "." + base64(mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII)));
        assertEquals(UNKNOWN, verifier.verify(confused, NOW));
    }

    @Test
    void issuerAudienceAndTimesMustBeRight() throws Exception {
        assertEquals(WALLET, claims(CLAIMS.replace("[\"other\",\"edge\"]", "\"edge\"")));
        assertEquals(UNKNOWN, claims(CLAIMS.replace("id.example", "id.example.evil")));
        assertEquals(UNKNOWN, claims(CLAIMS.replace("\"iss\":\"https://id.example\",", "")));
        assertEquals(UNKNOWN, claims(CLAIMS.replace("edge", "edges")));
        assertEquals(UNKNOWN, claims(CLAIMS.replace("\"aud\":[\"other\",\"edge\"],", "")));
        assertEquals(UNKNOWN, claims(CLAIMS.replace(",\"exp\":1800000300", "")), "a token without an end");
        assertEquals(
                UNKNOWN, claims(CLAIMS.replace("1800000300", "1799999940")), "ended, the clocks' difference granted");
        assertEquals(WALLET, claims(CLAIMS.replace("1800000300", "1799999941")));
        assertEquals(UNKNOWN, claims(CLAIMS.replace("\"exp\"", "\"nbf\":1800000061,\"exp\"")), "not yet");
        assertEquals(WALLET, claims(CLAIMS.replace("\"exp\"", "\"nbf\":1800000060,\"exp\"")));
        assertEquals(UNKNOWN, claims(CLAIMS.replace("1800000300", "\"soon\"")));
    }

    @Test
    void aClaimNamesTheClientAndMustBeAName() throws Exception {
        JwtVerifier byTenant = new JwtVerifier(new Authentication.Jwt(
                "https://id.example", List.of(), "tenant", List.of(key("e", Algorithm.ES256, ec))));
        String tenant = CLAIMS.replace("\"sub\":\"wallet\"", "\"tenant\":\"acme\"");

        assertEquals(new Admission.Admitted("acme"), byTenant.verify(token("ES256", "e", tenant, ec), NOW));
        for (String wrong : List.of("", "two words", "a\\\"b", "a\\\\b", "ä", "x".repeat(129))) {
            assertEquals(UNKNOWN, byTenant.verify(token("ES256", "e", tenant.replace("acme", wrong), ec), NOW), wrong);
        }
        assertEquals(UNKNOWN, byTenant.verify(token("ES256", "e", CLAIMS, ec), NOW), "no such claim");
        assertEquals(UNKNOWN, byTenant.verify(token("ES256", "e", tenant.replace("\"acme\"", "7"), ec), NOW));
    }

    @Test
    void whatIsNoTokenIsRefused() {
        for (String wrong : List.of(
                "",
                ".",
                "..",
                "a.b.c",
                "a.b",
                "a.b.c.d",
                "!.!.!",
                base64("[]") + "." + base64("[]") + ".",
                "x".repeat(9_000))) {
            assertEquals(UNKNOWN, verifier.verify(wrong, NOW), wrong);
        }
        assertEquals(UNKNOWN, verifier.verify(base64("{\"alg\":7}") + "." + base64(CLAIMS) + ".", NOW));
        assertEquals(
                UNKNOWN,
                verifier.verify(base64("{\"alg\":\"ES256\",\"crit\":[\"b64\"]}") + "." + base64(CLAIMS) + ".", NOW));
    }

    @Test
    void isShutWithoutKeys() throws Exception {
        assertEquals(Admission.Refused.UNDECIDABLE, verifier().verify(token("ES256", "e", CLAIMS, ec), NOW));
    }

    @Test
    void goodTokensAreRememberedUntilTheyEndAndOthersAreNot() throws Exception {
        String good = token("ES256", "e", CLAIMS, ec);
        verifier.verify(good, NOW);
        assertEquals(1, verifier.remembered());
        verifier.verify(good + "A", NOW);
        verifier.verify("a.b.c", NOW);
        assertEquals(1, verifier.remembered());

        assertEquals(WALLET, verifier.verify(good, NOW + 300_000));
        assertEquals(UNKNOWN, verifier.verify(good, NOW + 360_000), "ended");
    }

    @Test
    void whatIsRememberedIsBounded() throws Exception {
        JwtVerifier small = new JwtVerifier(
                new Authentication.Jwt("https://id.example", List.of(), "sub", List.of(key("e", Algorithm.ES256, ec))),
                2);
        String ended = token("ES256", "e", CLAIMS.replace("1800000300", "1800000001"), ec);
        String first = token("ES256", "e", CLAIMS, ec);
        assertEquals(WALLET, small.verify(ended, NOW));
        assertEquals(WALLET, small.verify(first, NOW));

        long later = NOW + 100_000;
        assertEquals(WALLET, small.verify(token("ES256", "e", CLAIMS, ec), later));
        assertEquals(2, small.remembered(), "the one that ended made room");
        assertEquals(WALLET, small.verify(token("ES256", "e", CLAIMS, ec), later));
        assertEquals(1, small.remembered(), "nothing made room");
        assertEquals(WALLET, small.verify(first, later));
    }

    private Admission claims(String claims) throws Exception {
        return verifier.verify(token("ES256", "e", claims, ec), NOW);
    }

    private static JwtVerifier verifier(JwtKey... keys) {
        return new JwtVerifier(new Authentication.Jwt("https://id.example", List.of("edge"), "sub", List.of(keys)));
    }
}
