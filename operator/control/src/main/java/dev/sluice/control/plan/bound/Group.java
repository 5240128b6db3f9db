package dev.sluice.control.plan.bound;

import dev.sluice.contract.snapshot.Constraints.By;
import dev.sluice.contract.snapshot.Provider;
import java.util.List;

/** Which groups of a share bound a provider falls into. */
public final class Group {
    private Group() {}

    /** Several only for jurisdictions; none where the provider does not say. */
    public static List<String> of(By by, Provider provider) {
        return switch (by) {
            case ORGANIZATION -> known(provider.organization());
            case CLOUD -> known(provider.location().cloud());
            case CLASS -> List.of(provider.providerClass().label());
            case REGION -> known(provider.location().region());
            case JURISDICTION -> provider.location().jurisdictions();
            case PROVIDER -> List.of(provider.seller());
        };
    }

    private static List<String> known(String value) {
        return value.isEmpty() ? List.of() : List.of(value);
    }
}
