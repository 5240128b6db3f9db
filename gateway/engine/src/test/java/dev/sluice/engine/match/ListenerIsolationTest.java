package dev.sluice.engine.match;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.contract.snapshot.Listener;
import dev.sluice.contract.snapshot.Match;
import dev.sluice.contract.snapshot.Match.PathKind;
import dev.sluice.contract.snapshot.Match.PathMatch;
import dev.sluice.engine.FakeRequest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A listener sees of a route only what the two have in common, whatever other listeners the route is attached to. */
class ListenerIsolationTest {
    private static final Match ANY = new Match(new PathMatch(PathKind.PREFIX, "/"), null, List.of(), List.of());
    private static final Match NARROW = new Match(new PathMatch(PathKind.PREFIX, "/in"), null, List.of(), List.of());

    private static Listener listener(String name, String hostname, int port) {
        return new Listener(name, hostname, port, port, Listener.Protocol.HTTP, List.of());
    }

    private static String target(RouteTable<String> table, int port, String host, String path) {
        RouteEntry<String> entry = table.match(port, FakeRequest.get(host, path));
        return entry == null ? "nothing" : entry.target();
    }

    @Test
    void aHostBelongsToTheMostSpecificListenerOfItsPortAlone() {
        RouteTable.Builder<String> builder = new RouteTable.Builder<>(List.of(
                listener("any", "", 80), listener("wild", "*.example.com", 80), listener("one", "a.example.com", 80)));
        builder.add(List.of("any"), List.of(), ANY, "any");
        builder.add(List.of("wild"), List.of(), NARROW, "wild");

        RouteTable<String> table = builder.build();

        assertEquals("nothing", target(table, 80, "a.example.com", "/in"));
        assertEquals("nothing", target(table, 80, "b.example.com", "/"));
        assertEquals("wild", target(table, 80, "b.example.com", "/in"));
        assertEquals("any", target(table, 80, "example.com", "/"));
    }

    @Test
    void aConnectionBelongsToTheListenerOfItsNameAlone() {
        RouteTable<String> table = new RouteTable.Builder<String>(List.of(
                        listener("any", "", 80),
                        listener("wild", "*.example.com", 80),
                        listener("one", "a.example.com", 80)))
                .build();

        assertFalse(table.isMisdirected(80, "b.example.com", "c.example.com"));
        assertFalse(table.isMisdirected(80, "x", "y"));
        assertFalse(table.isMisdirected(81, "x", "a.example.com"));
        assertTrue(table.isMisdirected(80, "b.example.com", "a.example.com"));
        assertTrue(table.isMisdirected(80, "a.example.com", "x"));
        assertTrue(table.isMisdirected(80, "x", "b.example.com"));
    }

    @Test
    void anotherListenersNameMakesARouteNoMoreSpecificHere() {
        RouteTable.Builder<String> builder = new RouteTable.Builder<>(
                List.of(listener("wide", "*.example.com", 80), listener("narrow", "a.example.com", 81)));
        builder.add(List.of("wide", "narrow"), List.of("*.example.com"), ANY, "older");
        builder.add(List.of("wide"), List.of("a.example.com"), ANY, "exact");

        RouteTable<String> table = builder.build();

        assertEquals("exact", target(table, 80, "a.example.com", "/"));
        assertEquals("older", target(table, 80, "b.example.com", "/"));
        assertEquals("older", target(table, 81, "a.example.com", "/"));
    }

    @Test
    void aRouteWithoutNamesIsAsSpecificAsEachListenerItIsOn() {
        RouteTable.Builder<String> builder =
                new RouteTable.Builder<>(List.of(listener("any", "", 80), listener("one", "a.example.com", 80)));
        builder.add(List.of("any", "one"), List.of(), ANY, "older");
        builder.add(List.of("one"), List.of("a.example.com"), ANY, "younger");

        RouteTable<String> table = builder.build();

        assertEquals("older", target(table, 80, "a.example.com", "/"));
        assertEquals("older", target(table, 80, "b.example.com", "/"));
    }

    @Test
    void namesThatTheListenerDoesNotShareAreIgnored() {
        RouteTable.Builder<String> builder =
                new RouteTable.Builder<>(List.of(listener("one", "a.example.com", 80), listener("two", "", 81)));
        builder.add(List.of("one", "two"), List.of("a.example.com", "b.example.com"), ANY, "route");

        RouteTable<String> table = builder.build();

        assertEquals("nothing", target(table, 80, "b.example.com", "/"));
        assertEquals("route", target(table, 81, "b.example.com", "/"));
    }
}
