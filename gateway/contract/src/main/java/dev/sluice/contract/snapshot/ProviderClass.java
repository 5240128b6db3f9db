package dev.sluice.contract.snapshot;

/** Kind of seller. SERVICE is a plain Kubernetes Service used as a backend. */
public enum ProviderClass {
    HYPERSCALER("Hyperscaler"),
    BARE_METAL("BareMetal"),
    EDGE("Edge"),
    DECENTRALIZED("Decentralized"),
    SERVICE("Service");

    private final String label;

    ProviderClass(String label) {
        this.label = label;
    }

    /** The word used in manifests, metrics and pages. */
    public String label() {
        return label;
    }
}
