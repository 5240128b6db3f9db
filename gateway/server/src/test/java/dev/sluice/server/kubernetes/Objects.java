package dev.sluice.server.kubernetes;

import dev.sluice.contract.delivery.PackedSnapshot;
import dev.sluice.contract.delivery.Packing;
import dev.sluice.contract.delivery.SnapshotPacker;
import dev.sluice.contract.delivery.SnapshotSlots;
import dev.sluice.contract.plan.Plan;
import dev.sluice.contract.snapshot.ConfigSnapshot;
import dev.sluice.contract.snapshot.Route;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;

/** Objects of the Gateway default/edge. */
final class Objects {
    static final String GATEWAY = "default/edge";

    private Objects() {}

    static ConfigSnapshot snapshot(long revision) {
        return snapshot(revision, "default/route");
    }

    /** A name that no compression makes fit into one slot. */
    static ConfigSnapshot largeSnapshot(long revision) {
        byte[] name = new byte[SnapshotSlots.PART_BYTES * 3 / 2];
        RandomGeneratorFactory.of("L64X128MixRandom").create(revision).nextBytes(name);
        return snapshot(revision, HexFormat.of().formatHex(name));
    }

    /** The next revision, with one route more. */
    static ConfigSnapshot grown(ConfigSnapshot before) {
        return snapshot(before.revision() + 1, before.routes().getFirst().id(), "default/more");
    }

    private static ConfigSnapshot snapshot(long revision, String... routes) {
        return new ConfigSnapshot(
                ConfigSnapshot.SCHEMA,
                GATEWAY,
                1,
                revision,
                List.of(),
                Stream.of(routes)
                        .map(route -> new Route(route, List.of(), List.of(), List.of()))
                        .toList(),
                List.of(),
                List.of(),
                List.of());
    }

    static List<Map<String, byte[]>> slots(ConfigSnapshot snapshot) {
        return ((Packing.Slots) SnapshotSlots.pack(snapshot)).slots();
    }

    /** The second as a delta to the first. */
    static PackedSnapshot packed(ConfigSnapshot base, ConfigSnapshot newer) {
        SnapshotPacker packer = new SnapshotPacker();
        packer.pack(base);
        return packer.pack(newer);
    }

    static Map<String, byte[]> slot(ConfigSnapshot snapshot) {
        return slots(snapshot).getFirst();
    }

    static Map<String, byte[]> corrupted(ConfigSnapshot snapshot) {
        Map<String, byte[]> data = new HashMap<>(slot(snapshot));
        byte[] part = data.get("part").clone();
        part[part.length / 2] ^= 1;
        data.put("part", part);
        return data;
    }

    static Plan plan(long revision) {
        return new Plan(GATEWAY, 1, revision, 60_000_000_000L, List.of());
    }
}
