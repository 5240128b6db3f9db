package dev.sluice.control.status;

/** Kinds of conditions. */
public enum ConditionType {
    /** The object is valid and used. */
    ACCEPTED("Accepted"),
    /** All it refers to was found and may be used. */
    RESOLVED_REFS("ResolvedRefs"),
    /** Some rules are left out, the rest is used. */
    PARTIALLY_INVALID("PartiallyInvalid"),
    /** A listener shares its port with another in a way that cannot be told apart. */
    CONFLICTED("Conflicted"),
    /** A listener asks clients for certificates and serves them without. */
    INSECURE_FRONTEND_VALIDATION("InsecureFrontendValidationMode"),
    /** Every gateway serves this generation. */
    PROGRAMMED("Programmed"),
    /** A TrafficOverride whose time is not over. */
    ACTIVE("Active"),
    /** Accepted, resolved and programmed; never a measurement. */
    READY("Ready");

    private final String label;

    ConditionType(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
