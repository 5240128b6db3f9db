package dev.sluice.engine.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.contract.snapshot.Filter.Cors;
import dev.sluice.contract.snapshot.Filter.Header;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CorsDecisionTest {
    private static final String APP = "https://app.example.com";

    @Test
    void aPreflightIsToldWhatIsAllowed() {
        CorsDecision decision = CorsDecision.of(
                cors(APP, List.of("GET", "PUT"), List.of("X-A", "X-B"), true), "OPTIONS", APP, "PUT", "x-a");
        assertTrue(decision.preflight());
        assertEquals(
                Map.of(
                        "Vary", "Origin",
                        "Access-Control-Allow-Origin", APP,
                        "Access-Control-Allow-Credentials", "true",
                        "Access-Control-Allow-Methods", "GET, PUT",
                        "Access-Control-Allow-Headers", "X-A, X-B",
                        "Access-Control-Expose-Headers", "X-Out",
                        "Access-Control-Max-Age", "5"),
                map(decision));
    }

    @Test
    void aRequestIsNotAPreflightAndItsScriptMayReadWhatIsExposed() {
        CorsDecision decision = CorsDecision.of(cors(APP, List.of("GET"), List.of(), false), "GET", APP, null, null);
        assertFalse(decision.preflight());
        assertEquals(
                Map.of(
                        "Vary", "Origin",
                        "Access-Control-Allow-Origin", APP,
                        "Access-Control-Expose-Headers", "X-Out"),
                map(decision));
    }

    @Test
    void optionsWithoutAMethodToAskForIsARequestLikeAnyOther() {
        assertFalse(CorsDecision.of(cors("*", List.of(), List.of(), false), "OPTIONS", APP, null, null)
                .preflight());
        assertFalse(CorsDecision.of(cors("*", List.of(), List.of(), false), "OPTIONS", null, "PUT", null)
                .preflight());
    }

    @Test
    void anotherOriginGetsNothingButCachesAreToldThatItDepends() {
        Cors cors = cors(APP, List.of("GET"), List.of("*"), true);
        for (String origin : new String[] {"https://evil.example", null, "null"}) {
            CorsDecision decision = CorsDecision.of(cors, "OPTIONS", origin, "GET", "x-a");
            assertEquals(Map.of("Vary", "Origin"), map(decision));
        }
    }

    @Test
    void wildcardsWithoutCredentialsAreTheSameForAll() {
        Cors cors = cors("*", List.of("*"), List.of("*"), false);
        assertEquals(
                Map.of("Access-Control-Allow-Origin", "*", "Access-Control-Expose-Headers", "X-Out"),
                map(CorsDecision.of(cors, "GET", APP, null, null)));
    }

    @Test
    void wildcardsWithCredentialsBecomeWhatWasAskedFor() {
        Cors cors = new Cors(List.of("*"), List.of("*"), List.of("*"), List.of("*"), true, 60);
        assertEquals(
                Map.of(
                        "Vary", "Origin",
                        "Access-Control-Allow-Origin", APP,
                        "Access-Control-Allow-Credentials", "true",
                        "Access-Control-Allow-Methods", "PATCH",
                        "Access-Control-Allow-Headers", "authorization, x-a",
                        "Access-Control-Max-Age", "60"),
                map(CorsDecision.of(cors, "OPTIONS", APP, "PATCH", "authorization, x-a")));
        assertFalse(
                map(CorsDecision.of(cors, "OPTIONS", APP, "PATCH", null)).containsKey("Access-Control-Allow-Headers"));
        assertFalse(map(CorsDecision.of(cors, "GET", APP, null, null)).containsKey("Access-Control-Expose-Headers"));
    }

    @ParameterizedTest
    @CsvSource({
        "https://app.example.com, https://app.example.com, true",
        "https://app.example.com, https://APP.example.com, true",
        "https://app.example.com, https://app.example.com:443, true",
        "http://app.example.com:80, http://app.example.com, true",
        "https://app.example.com, http://app.example.com, false",
        "https://app.example.com, https://app.example.com:8443, false",
        "https://*.example.com, https://a.example.com, true",
        "https://*.example.com, https://a.b.example.com, true",
        "https://*.example.com, https://example.com, false",
        "https://*.example.com, https://.example.com, false",
        "https://*.example.com, https://evilexample.com, false",
        "https://*.example.com, https://a.example.com.evil.org, false",
        "https://*.example.com, https://evil.org/.example.com, false",
        "https://*.example.com, https://evil.org:1.example.com, false",
        "https://*.example.com, http://a.example.com, false",
        "https://*:8443, https://anything.org:8443, true",
        "https://*:8443, https://anything.org, false",
        "https://*, https://anything.org, true",
        "https://*, https://anything.org:444, false",
        "http://[::1], http://[::1]:80, true",
        "*, null, true",
        "https://*, null, false"
    })
    void originsAreComparedBySchemeHostAndPort(String pattern, String origin, boolean allowed) {
        CorsDecision decision = CorsDecision.of(cors(pattern, List.of(), List.of(), false), "GET", origin, null, null);
        assertEquals(allowed, map(decision).containsKey("Access-Control-Allow-Origin"));
    }

    private static Cors cors(String origin, List<String> methods, List<String> headers, boolean credentials) {
        return new Cors(List.of(origin), methods, headers, List.of("X-Out"), credentials, 5);
    }

    private static Map<String, String> map(CorsDecision decision) {
        return decision.headers().stream().collect(Collectors.toMap(Header::name, Header::value));
    }
}
