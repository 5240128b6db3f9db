package dev.sluice.contract.snapshot;

import org.jspecify.annotations.Nullable;

/**
 * Something people know will come: more demand, or less capacity, for a while.
 *
 * @param name as people call it
 * @param region of the providers it is about; null for all
 * @param startMillis wall clock
 * @param endMillis wall clock, after the start
 * @param demandThousandths times the usual demand, e.g. 4000 for four times as much
 * @param capacityThousandths part of the capacity that is left, 0 for none, 1000 for all
 */
public record ForecastEvent(
        String name,
        @Nullable String region,
        long startMillis,
        long endMillis,
        int demandThousandths,
        int capacityThousandths) {

    /** A factor of one. */
    public static final int UNCHANGED = 1_000;

    public boolean concerns(Provider provider) {
        return region == null || region.equals(provider.location().region());
    }
}
