package dev.sluice.simulation.scenario;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whom a change is about: sellers that fit every condition given; all of them without one.
 *
 * @param names empty for any
 * @param region null for any
 * @param cloud null for any
 * @param organization null for any
 * @param providerClass null for any
 */
public record Target(
        List<String> names,
        @Nullable String region,
        @Nullable String cloud,
        @Nullable String organization,
        @Nullable String providerClass) {

    public static final Target ALL = new Target(List.of(), null, null, null, null);

    public Target {
        names = List.copyOf(names);
    }

    public boolean covers(Seller seller) {
        return (names.isEmpty() || names.contains(seller.name()))
                && fits(region, seller.region())
                && fits(cloud, seller.cloud())
                && fits(organization, seller.organization())
                && fits(providerClass, seller.providerClass());
    }

    private static boolean fits(@Nullable String wanted, String is) {
        return wanted == null || wanted.equals(is);
    }
}
