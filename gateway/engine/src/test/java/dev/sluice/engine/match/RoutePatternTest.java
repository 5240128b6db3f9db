package dev.sluice.engine.match;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoutePatternTest {

    @Test
    void matchesTheWholeValue() {
        RoutePattern pattern = RoutePattern.of("/v[12]/.*");

        assertTrue(pattern.matches("/v1/x"));
        assertFalse(pattern.matches("/api/v1/x"));
    }

    @Test
    void hostilePatternsTakeLinearTime() {
        RoutePattern pattern = RoutePattern.of("(x+x+)+y");

        assertTimeoutPreemptively(
                Duration.ofSeconds(5), () -> assertFalse(pattern.matches("x".repeat(RoutePattern.MAX_TEXT))));
    }

    @Test
    void longerValuesMatchNothing() {
        assertTrue(RoutePattern.of("x*").matches("x".repeat(RoutePattern.MAX_TEXT)));
        assertFalse(RoutePattern.of("x*").matches("x".repeat(RoutePattern.MAX_TEXT + 1)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/users/[0-9]{1,19}",
                "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}",
                "/([^/]+)/(a|b){2,3}",
                "\\{[[:alpha:]]{3}\\}",
                "a{,3}",
                "(?i)x"
            })
    void takesWhatUsersWrite(String expression) {
        assertTrue(RoutePattern.problem(expression).isEmpty(), () -> String.valueOf(RoutePattern.problem(expression)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "((a{1000}){1000}){1000}",
                "(a{100}){100}",
                "((((a{30}){30}){30}){30}){30}",
                "(([(]{99}){99}){99}",
                "(\\({999}){9}",
                "(",
                "a(?=b)",
                "(a)\\1"
            })
    void refusesWhatWouldFillTheMemoryOrIsNotRe2(String expression) {
        assertTimeoutPreemptively(
                Duration.ofSeconds(5),
                () -> assertTrue(RoutePattern.problem(expression).isPresent()));
    }

    @Test
    void saysWhatIsWrong() {
        assertEquals(
                "\"/(\" is no regular expression: missing closing )",
                RoutePattern.problem("/(").orElseThrow().what());
    }
}
