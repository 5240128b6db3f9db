package dev.sluice.contract.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.contract.codec.CodecException;
import dev.sluice.contract.codec.ContractCodec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SnapshotDeltaTest {
    private static final int RUNS = 500;

    private final ContractCodec codec = new ContractCodec();

    @Test
    void whatChangedIsAllThatIsCarried() {
        ConfigSnapshot base = snapshot(1, route("a", "x"), route("b", "x"), route("c", "x"));
        ConfigSnapshot newer = snapshot(2, route("a", "x"), route("d", "x"), route("c", "y"));

        SnapshotDelta delta = SnapshotDelta.between(base, newer);

        assertEquals(
                new ListChange<>(
                        List.of("default/b"),
                        List.of(new ListChange.Put<>(1, route("d", "x")), new ListChange.Put<>(2, route("c", "y")))),
                delta.routes());
        assertEquals(newer, delta.applyTo(base));
        assertSame(base.routes().getFirst(), delta.applyTo(base).routes().getFirst());
    }

    @Test
    void anyListComesOutOfAnyOther() throws CodecException {
        for (int seed = 0; seed < RUNS; seed++) {
            Random random = new Random(seed);
            ConfigSnapshot base = any(1, random);
            ConfigSnapshot newer = any(2, random);

            SnapshotDelta delta = codec.readDelta(codec.write(SnapshotDelta.between(base, newer)));

            assertEquals(newer, delta.applyTo(base), "seed " + seed);
        }
    }

    @Test
    void isForNoOtherBase() {
        ConfigSnapshot base = snapshot(1, route("a", "x"));
        SnapshotDelta delta = SnapshotDelta.between(base, snapshot(3, route("b", "x"), route("c", "x")));

        IllegalArgumentException told =
                assertThrows(IllegalArgumentException.class, () -> delta.applyTo(base.withRevision(1, 2)));

        assertEquals("it is for default/edge 1/1 and not for default/edge 1/2", told.getMessage());
    }

    @Test
    void anItemBehindTheEndIsRefused() {
        ListChange<Route> change = new ListChange<>(List.of(), List.of(new ListChange.Put<>(7, route("b", "x"))));

        IllegalArgumentException told =
                assertThrows(IllegalArgumentException.class, () -> change.applyTo(List.of(route("a", "x")), Route::id));

        assertTrue(told.getMessage().contains("7"), told.getMessage());
    }

    private static ConfigSnapshot any(long revision, Random random) {
        List<Route> routes = new ArrayList<>();
        for (char name = 'a'; name < 'm'; name++) {
            if (random.nextBoolean()) {
                routes.add(route(String.valueOf(name), random.nextInt(4) == 0 ? "y" : "x"));
            }
        }
        if (random.nextInt(4) == 0) {
            Collections.shuffle(routes, random);
        }
        return snapshot(revision, routes.toArray(Route[]::new));
    }

    private static Route route(String name, String hostname) {
        return new Route("default/" + name, List.of("http"), List.of(hostname), List.of());
    }

    private static ConfigSnapshot snapshot(long revision, Route... routes) {
        return new ConfigSnapshot(
                ConfigSnapshot.SCHEMA,
                "default/edge",
                1,
                revision,
                List.of(),
                List.of(routes),
                List.of(),
                List.of(),
                List.of());
    }
}
