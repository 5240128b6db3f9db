package dev.sluice.contract.snapshot;

import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hard bounds (never relaxed) and soft ones (share bounds).
 *
 * @param allowedJurisdictions empty for any; else a provider must declare only these
 * @param deniedJurisdictions a provider that declares one of these, or none at all, is out once this is not empty
 * @param deniedClasses never used
 * @param deniedOrganizations never used
 * @param requiredCapabilities every provider used has them
 * @param shares soft bounds on shares
 * @param refuseWhenInfeasible whether to answer 503 instead of relaxing soft bounds
 */
public record Constraints(
        List<String> allowedJurisdictions,
        List<String> deniedJurisdictions,
        List<ProviderClass> deniedClasses,
        List<String> deniedOrganizations,
        List<String> requiredCapabilities,
        List<ShareBound> shares,
        boolean refuseWhenInfeasible) {

    public static final Constraints NONE =
            new Constraints(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), false);

    /** What a share bound counts by. */
    public enum By {
        ORGANIZATION,
        CLOUD,
        CLASS,
        REGION,
        JURISDICTION,
        PROVIDER
    }

    /** @param value one group, or null for every group; @param minPpm 0 for none; @param maxPpm 1000000 for none */
    public record ShareBound(By by, @Nullable String value, int minPpm, int maxPpm) {}

    public Constraints {
        allowedJurisdictions = List.copyOf(allowedJurisdictions);
        deniedJurisdictions = List.copyOf(deniedJurisdictions);
        deniedClasses = List.copyOf(deniedClasses);
        deniedOrganizations = List.copyOf(deniedOrganizations);
        requiredCapabilities = List.copyOf(requiredCapabilities);
        shares = List.copyOf(shares);
    }

    /** A hard bound that a provider does not meet. */
    public enum Objection {
        JURISDICTION,
        CLASS,
        ORGANIZATION,
        CAPABILITY
    }

    /** Whether the hard bounds let this provider serve at all. */
    public boolean permits(Provider provider) {
        return objection(provider) == null;
    }

    /** The first hard bound that keeps this provider from serving; null where none does. */
    public @Nullable Objection objection(Provider provider) {
        if (!permitsLaw(provider.location().jurisdictions())) {
            return Objection.JURISDICTION;
        }
        if (deniedClasses.contains(provider.providerClass())) {
            return Objection.CLASS;
        }
        if (deniedOrganizations.contains(provider.organization())) {
            return Objection.ORGANIZATION;
        }
        return provider.capabilities().containsAll(requiredCapabilities) ? null : Objection.CAPABILITY;
    }

    private boolean permitsLaw(List<String> declared) {
        boolean lawAsked = !allowedJurisdictions.isEmpty() || !deniedJurisdictions.isEmpty();
        return !(lawAsked && declared.isEmpty())
                && (allowedJurisdictions.isEmpty() || allowedJurisdictions.containsAll(declared))
                && Collections.disjoint(declared, deniedJurisdictions);
    }
}
