package dev.sluice.engine.match;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.sluice.contract.snapshot.Listener;
import dev.sluice.contract.snapshot.Match;
import dev.sluice.contract.snapshot.Match.PathKind;
import dev.sluice.contract.snapshot.Match.PathMatch;
import dev.sluice.contract.snapshot.Match.ValueMatch;
import dev.sluice.engine.FakeRequest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteTableTest {
    private static final int PORT = 80;

    private final List<Listener> listeners = List.of(
            listener("any", "", PORT),
            listener("wild", "*.example.com", PORT),
            listener("exact", "only.example.com", PORT),
            listener("other", "", 81));
    private final RouteTable.Builder<String> table = new RouteTable.Builder<>(listeners);

    private static Listener listener(String name, String hostname, int port) {
        return new Listener(name, hostname, port, port, Listener.Protocol.HTTP, List.of());
    }

    private static Match match(PathKind kind, String path) {
        return new Match(new PathMatch(kind, path), null, List.of(), List.of());
    }

    private RouteTableTest add(String target, Match match, String... hostnames) {
        table.add(List.of("any"), List.of(hostnames), match, target);
        return this;
    }

    private String find(FakeRequest request) {
        RouteEntry<String> entry = table.build().match(PORT, request);
        return entry == null ? null : entry.target();
    }

    private String find(String host, String path) {
        return find(FakeRequest.get(host, path));
    }

    @ParameterizedTest
    @CsvSource({
        "/foo, /foo, true",
        "/foo, /foo/, true",
        "/foo, /foo/bar, true",
        "/foo, /foobar, false",
        "/foo/, /foo, true",
        "/foo/, /foo/bar, true",
        "/, /anything, true",
        "/foo/bar, /foo, false"
    })
    void prefixesWorkOnWholeElements(String prefix, String path, boolean matches) {
        add("x", match(PathKind.PREFIX, prefix));

        assertEquals(matches ? "x" : null, find("h", path));
    }

    @Test
    void exactPathBeatsTheLongestPrefixWhichBeatsAPattern() {
        add("pattern", match(PathKind.REGEX, "/a/.*"));
        add("short", match(PathKind.PREFIX, "/a"));
        add("long", match(PathKind.PREFIX, "/a/b"));
        add("exact", match(PathKind.EXACT, "/a/b"));

        assertEquals("exact", find("h", "/a/b"));
        assertEquals("long", find("h", "/a/b/"));
        assertEquals("short", find("h", "/a/c"));
    }

    @Test
    void patternsMatchTheWholePath() {
        add("pattern", match(PathKind.REGEX, "/v[0-9]+"));

        assertEquals("pattern", find("h", "/v12"));
        assertNull(find("h", "/v12/x"));
    }

    @Test
    void aShorterPrefixServesWhereTheLongerOnesConditionsDoNotHold() {
        add("post", new Match(new PathMatch(PathKind.PREFIX, "/a/b"), "POST", List.of(), List.of()));
        add("any", match(PathKind.PREFIX, "/a"));

        assertEquals("any", find("h", "/a/b"));
        assertEquals("post", find(FakeRequest.post("/a/b")));
    }

    @Test
    void methodThenHeadersThenQueryThenOrderDecideBetweenEqualPaths() {
        PathMatch path = new PathMatch(PathKind.PREFIX, "/");
        ValueMatch one = new ValueMatch("x-one", "1", false);
        ValueMatch two = new ValueMatch("x-two", "[ab]", true);
        add("plain", match(PathKind.PREFIX, "/"));
        add("query", new Match(path, null, List.of(), List.of(new ValueMatch("q", "1", false))));
        add("header", new Match(path, null, List.of(one), List.of()));
        add("headers", new Match(path, null, List.of(one, two), List.of()));
        add("method", new Match(path, "POST", List.of(), List.of()));
        add("late", match(PathKind.PREFIX, "/"));
        FakeRequest get = FakeRequest.get("h", "/").withQuery(Map.of("q", "1"));

        assertEquals("plain", find("h", "/"));
        assertEquals("query", find(get));
        assertEquals("header", find(get.withHeaders(Map.of("x-one", "1"))));
        assertEquals("headers", find(get.withHeaders(Map.of("x-one", "1", "x-two", "b"))));
        assertEquals("header", find(get.withHeaders(Map.of("x-one", "1", "x-two", "bb"))));
        assertEquals("method", find(get.withHeaders(Map.of("x-one", "1")).withMethod("POST")));
    }

    @Test
    void exactHostBeatsTheLongestWildcardWhichBeatsNone() {
        Match root = match(PathKind.PREFIX, "/");
        add("none", root);
        add("wide", root, "*.example.org");
        add("narrow", root, "*.b.example.org");
        add("exact", root, "a.b.example.org");

        assertEquals("exact", find("a.b.example.org", "/"));
        assertEquals("narrow", find("x.b.example.org", "/"));
        assertEquals("narrow", find("x.y.b.example.org", "/"));
        assertEquals("wide", find("b.example.org", "/"));
        assertEquals("none", find("example.org", "/"));
        assertEquals("none", find("", "/"));
        assertEquals("none", find(".example.org", "/"));
    }

    @Test
    void hostComesBeforePathAndHidesNothing() {
        add("deep", match(PathKind.EXACT, "/deep"), "*.example.org");
        add("shallow", match(PathKind.PREFIX, "/"), "a.example.org");
        add("rest", match(PathKind.EXACT, "/rest"));
        add("special", match(PathKind.EXACT, "/special"), "b.example.org");

        assertEquals("shallow", find("a.example.org", "/deep"));
        assertEquals("deep", find("b.example.org", "/deep"));
        assertEquals("rest", find("b.example.org", "/rest"));
    }

    @Test
    void aRequestBelongsToOneListenerOnly() {
        Match root = match(PathKind.PREFIX, "/");
        add("any", root);
        table.add(List.of("wild"), List.of(), match(PathKind.PREFIX, "/wild"), "wild");
        table.add(List.of("exact"), List.of("only.example.com"), match(PathKind.PREFIX, "/exact"), "exact");
        table.add(List.of("other"), List.of(), root, "other");

        assertEquals("wild", find("a.example.com", "/wild"));
        assertNull(find("a.example.com", "/"), "the listener with the narrower hostname has no such rule");
        assertNull(find("only.example.com", "/wild"));
        assertEquals("exact", find("only.example.com", "/exact"));
        assertEquals("any", find("example.com", "/wild"));
        assertEquals(
                "other",
                table.build().match(81, FakeRequest.get("a.example.com", "/")).target());
        assertNull(table.build().match(82, FakeRequest.get("a.example.com", "/")));
    }

    @Test
    void ofConditionsOnOneHeaderTheFirstCounts() {
        add(
                "x",
                new Match(
                        new PathMatch(PathKind.PREFIX, "/"),
                        null,
                        List.of(new ValueMatch("h", "1", false), new ValueMatch("h", "2", false)),
                        List.of()));

        assertEquals("x", find(FakeRequest.get("h", "/").withHeaders(Map.of("h", "1"))));
    }
}
