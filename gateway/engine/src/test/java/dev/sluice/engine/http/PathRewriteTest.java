package dev.sluice.engine.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.contract.snapshot.Filter;
import dev.sluice.contract.snapshot.Match.PathKind;
import dev.sluice.contract.snapshot.Match.PathMatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathRewriteTest {

    /** The table of HTTPPathModifier in the Gateway API. */
    @ParameterizedTest
    @CsvSource({
        "/foo/bar, /foo, /xyz, /xyz/bar",
        "/foo/bar, /foo, /xyz/, /xyz/bar",
        "/foo/bar, /foo/, /xyz, /xyz/bar",
        "/foo/bar, /foo/, /xyz/, /xyz/bar",
        "/foo, /foo, /xyz, /xyz",
        "/foo/, /foo, /xyz, /xyz/",
        "/foo/bar, /foo, '', /bar",
        "/foo/, /foo, '', /",
        "/foo, /foo, '', /",
        "/foo/, /foo, /, /",
        "/foo, /foo, /, /",
        "/foo, /, /xyz, /xyz/foo",
        "/, /, /xyz, /xyz/",
    })
    void replacesThePrefixThatMatched(String path, String prefix, String replacement, String rewritten) {
        assertEquals(rewritten, PathRewrite.apply(path, new PathMatch(PathKind.PREFIX, prefix), null, replacement));
    }

    @Test
    void replacesTheFullPathWhateverMatched() {
        PathMatch exact = new PathMatch(PathKind.EXACT, "/a");
        assertEquals("/b", PathRewrite.apply("/a", exact, "/b", null));
        assertEquals("/a", PathRewrite.apply("/a", exact, null, "/x"), "no prefix was matched");
        assertEquals("/a", PathRewrite.apply("/a", exact, null, null));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // scheme, host, port | request scheme, listener port -> location
                "-, -, -, http, 80, http://h/p?q=1",
                "-, -, -, http, 8080, http://h:8080/p?q=1",
                "https, -, -, http, 8080, https://h/p?q=1",
                "https, -, 8443, http, 80, https://h:8443/p?q=1",
                "-, other, 80, http, 8080, http://other/p?q=1",
                "https, other, 443, http, 80, https://other/p?q=1",
                "-, -, -, https, 443, https://h/p?q=1"
            })
    void redirectsAsGatewayApiSays(
            String scheme, String host, Integer port, String requestScheme, int listenerPort, String location) {
        Filter.Redirect redirect = new Filter.Redirect(scheme, host, port, null, null, 302);

        assertEquals(
                location,
                RedirectLocation.of(
                        redirect, requestScheme, "h", listenerPort, new PathMatch(PathKind.PREFIX, "/"), "/p", "q=1"));
    }
}
