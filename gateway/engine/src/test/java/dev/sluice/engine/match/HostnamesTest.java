package dev.sluice.engine.match;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostnamesTest {
    @ParameterizedTest
    @CsvSource({
        "'',a.example.com,a.example.com",
        "a.example.com,a.example.com,a.example.com",
        "*.example.com,a.example.com,a.example.com",
        "*.example.com,a.b.example.com,a.b.example.com",
        "a.example.com,*.example.com,a.example.com",
        "*.a.example.com,*.example.com,*.a.example.com",
        "a.example.com,A.Example.com,a.example.com"
    })
    void keepsTheNarrowerOfTwoNames(String listener, String route, String common) {
        assertEquals(List.of(common), Hostnames.intersect(listener, List.of(route)));
    }

    @ParameterizedTest
    @CsvSource({
        "a.example.com,b.example.com",
        "*.example.com,example.com",
        "*.example.com,badexample.com",
        "a.example.com,*.a.example.com"
    })
    void knowsNamesWithNothingInCommon(String listener, String route) {
        assertNull(Hostnames.intersect(listener, List.of(route)));
    }

    @Test
    void takesTheListenersNameWhereTheRouteHasNone() {
        assertEquals(List.of("*.example.com"), Hostnames.intersect("*.example.com", List.of()));
    }
}
