package dev.sluice.contract.delivery;

import dev.sluice.contract.snapshot.ConfigSnapshot;
import dev.sluice.contract.snapshot.Route;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Snapshots of any size, seeded, in slots so small that they fill several. */
final class World {
    static final int PART_BYTES = 400;

    private World() {}

    static RandomGenerator seeded(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    /** Names nobody can compress, so that the number of slots follows the number of routes. */
    static ConfigSnapshot snapshot(long epoch, long revision, int routes, RandomGenerator random) {
        List<Route> all = new ArrayList<>();
        for (int i = 0; i < routes; i++) {
            byte[] name = new byte[24];
            random.nextBytes(name);
            all.add(new Route("default/" + HexFormat.of().formatHex(name), List.of(), List.of(), List.of()));
        }
        return new ConfigSnapshot(
                ConfigSnapshot.SCHEMA,
                "default/edge",
                epoch,
                revision,
                List.of(),
                all,
                List.of(),
                List.of(),
                List.of());
    }

    static List<Map<String, byte[]>> slots(ConfigSnapshot snapshot) {
        return switch (SnapshotSlots.pack(snapshot, PART_BYTES)) {
            case Packing.Slots packed -> packed.slots();
            case Packing.TooLarge tooLarge -> throw new AssertionError(tooLarge.message());
        };
    }
}
