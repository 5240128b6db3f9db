package dev.sluice.control.status;

/** Why a condition is what it is: one word, the same wherever it is shown. */
public enum Reason {
    ACCEPTED("Accepted"),
    RESOLVED_REFS("ResolvedRefs"),
    PROGRAMMED("Programmed"),
    READY("Ready"),
    PENDING("Pending"),
    ACTIVE("Active"),
    /** A TrafficOverride that is over. */
    EXPIRED("Expired"),
    INVALID("Invalid"),
    /** The schema refused it. */
    REFUSED("Refused"),
    /** An earlier accepted generation stays in force. */
    LAST_ACCEPTED("LastAcceptedInForce"),
    /** Nothing accepted governs the target: it answers 500. */
    FAILS_CLOSED("FailsClosed"),
    TARGET_NOT_FOUND("TargetNotFound"),
    UNSUPPORTED_VALUE("UnsupportedValue"),
    INVALID_PARAMETERS("InvalidParameters"),
    /** The Gateway does not take this ListenerSet. */
    NOT_ALLOWED("NotAllowed"),
    LISTENERS_NOT_VALID("ListenersNotValid"),
    UNSUPPORTED_PROTOCOL("UnsupportedProtocol"),
    PROTOCOL_CONFLICT("ProtocolConflict"),
    HOSTNAME_CONFLICT("HostnameConflict"),
    PORT_UNAVAILABLE("PortUnavailable"),
    NO_CONFLICTS("NoConflicts"),
    INVALID_ROUTE_KINDS("InvalidRouteKinds"),
    INVALID_CERTIFICATE_REF("InvalidCertificateRef"),
    INVALID_CA_CERTIFICATE_REF("InvalidCACertificateRef"),
    INVALID_CA_CERTIFICATE_KIND("InvalidCACertificateKind"),
    INVALID_CLIENT_CERTIFICATE_REF("InvalidClientCertificateRef"),
    NO_VALID_CA_CERTIFICATE("NoValidCACertificate"),
    /** An older policy has the same target. */
    CONFLICTED("Conflicted"),
    /** Clients may do without a certificate. */
    CONFIGURATION_CHANGED("ConfigurationChanged"),
    UNSUPPORTED_ADDRESS("UnsupportedAddress"),
    ADDRESS_NOT_ASSIGNED("AddressNotAssigned"),
    /** The cluster does not give the address that was asked for. */
    ADDRESS_NOT_USABLE("AddressNotUsable"),
    NO_MATCHING_PARENT("NoMatchingParent"),
    NO_MATCHING_LISTENER_HOSTNAME("NoMatchingListenerHostname"),
    NOT_ALLOWED_BY_LISTENERS("NotAllowedByListeners"),
    INVALID_KIND("InvalidKind"),
    BACKEND_NOT_FOUND("BackendNotFound"),
    REF_NOT_FOUND("RefNotFound"),
    REF_NOT_PERMITTED("RefNotPermitted");

    private final String label;

    Reason(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
