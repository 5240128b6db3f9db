package dev.sluice.simulation.world;

import java.util.List;
import java.util.function.LongToDoubleFunction;
import java.util.random.RandomGenerator;

/**
 * What a gateway that is not ours is built from.
 *
 * @param index of the gateway
 * @param gateways in all
 * @param sellers as they are; only the clairvoyant looks at their truth
 * @param ids of their Providers, in the same order
 * @param demand requests per second of all gateways, at a time
 * @param valuePicos of a good answer
 * @param random of this gateway alone
 */
public record Site(
        int index,
        int gateways,
        List<SellerState> sellers,
        List<String> ids,
        LongToDoubleFunction demand,
        long valuePicos,
        RandomGenerator random) {
    public Site {
        sellers = List.copyOf(sellers);
        ids = List.copyOf(ids);
    }

    /** Makes the gateways of one way to balance. */
    public interface Builder {
        DataPlane build(Site site);
    }
}
