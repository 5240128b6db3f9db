package dev.sluice.contract.delivery;

import java.util.List;
import java.util.Map;

/** A snapshot made ready for its Secrets. */
public sealed interface Packing {

    /**
     * @param slots data of the Secrets 0, 1 ...; at least one. To be written from the last to the first: what slot 0 says
     *     is true only once the others are there.
     */
    record Slots(List<Map<String, byte[]>> slots) implements Packing {
        public Slots {
            slots = slots.stream().map(Map::copyOf).toList();
        }

        /** Compressed, of all parts. */
        int bytes() {
            return slots.stream()
                    .mapToInt(slot -> slot.getOrDefault(SnapshotSlots.PART, new byte[0]).length)
                    .sum();
        }
    }

    /** @param bytes compressed; @param limit most that fits into all slots */
    record TooLarge(long bytes, long limit) implements Packing {
        public String message() {
            return "the snapshot takes " + bytes + " bytes compressed and " + limit
                    + " fit; split the Gateway's routes over several Gateways";
        }
    }
}
