package dev.sluice.control.translate.provider;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Addresses no provider can have: link-local and metadata addresses, which would hand out a machine's own credentials, and
 * those that mean this host. Names are only checked for what they say; what they resolve to is checked at connect.
 */
public final class EndpointSafety {
    private static final Set<String> METADATA_NAMES = Set.of(
            "metadata",
            "metadata.google.internal",
            "metadata.goog",
            "metadata.azure.internal",
            "metadata.platformequinix.com",
            "metadata.tencentyun.com",
            "instance-data",
            "instance-data.ec2.internal");

    private final boolean loopbackAllowed;

    public EndpointSafety(boolean loopbackAllowed) {
        this.loopbackAllowed = loopbackAllowed;
    }

    /** Why a literal address is refused. */
    public Optional<String> refusal(String address) {
        return ForbiddenAddresses.reason(address, loopbackAllowed);
    }

    /** Why a name is refused. */
    public Optional<String> nameRefusal(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        String last = lower.substring(lower.lastIndexOf('.') + 1);
        if (METADATA_NAMES.contains(lower)) {
            return Optional.of("\"" + name + "\" is a cloud's metadata service");
        }
        if (last.matches("[0-9]+|0x[0-9a-f]*")) {
            return Optional.of("\"" + name + "\" is an address and not a name, use ip");
        }
        if (!loopbackAllowed && (lower.equals("localhost") || last.equals("localhost"))) {
            return Optional.of("\"" + name + "\" is the gateway's own host");
        }
        return Optional.empty();
    }

    boolean permits(ServiceEndpoints.Address address) {
        return address.named()
                ? nameRefusal(address.host()).isEmpty()
                : refusal(address.host()).isEmpty();
    }
}
