package dev.sluice.contract.delivery;

/**
 * The objects of one Gateway, all in its namespace.
 *
 * @param gateway name of the Gateway, without its namespace
 */
public record DeliveryNames(String gateway) {

    /** @param slot from 0 up to below {@link SnapshotSlots#MAX_SLOTS} */
    public String snapshotSlot(int slot) {
        if (slot < 0 || slot >= SnapshotSlots.MAX_SLOTS) {
            throw new IllegalArgumentException("there is no snapshot slot " + slot);
        }
        return gateway + "-snapshot-" + slot;
    }

    public String snapshotDelta() {
        return gateway + "-snapshot-delta";
    }

    public String credentials() {
        return gateway + "-credentials";
    }

    public String plan() {
        return gateway + "-plan";
    }
}
