package dev.sluice.control.translate.provider;

import dev.sluice.engine.http.ForbiddenAddresses;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;

/**
 * Addresses no provider can have, judged by the gateway's own rule so that both answer the same. Names are only checked
 * for what they say; what they resolve to is checked at connect.
 */
public final class EndpointSafety {
    private final ForbiddenAddresses forbidden;

    /** @param loopbackAllowed on one's own machine; never in a cluster */
    public EndpointSafety(boolean loopbackAllowed) {
        this.forbidden = new ForbiddenAddresses(loopbackAllowed);
    }

    /** Why a literal address is refused. */
    Optional<String> refusal(String address) {
        return isLiteral(address)
                ? forbidden.ofHost(address).map(why -> address + " " + why)
                : Optional.of("\"" + address + "\" is no IPv4 or IPv6 address in the usual form");
    }

    /** Why a name is refused. */
    Optional<String> nameRefusal(String name) {
        String last = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return last.matches("[0-9]+|0x[0-9a-f]*")
                ? Optional.of("\"" + name + "\" is an address and not a name")
                : forbidden.ofHost(name).map(why -> "\"" + name + "\" " + why);
    }

    boolean permits(ServiceEndpoints.Address address) {
        return address.named()
                ? nameRefusal(address.host()).isEmpty()
                : refusal(address.host()).isEmpty();
    }

    /** Never looks a name up. 127.1 or 0177.0.0.1 mean different hosts to different readers. */
    private static boolean isLiteral(String text) {
        boolean ipv6 = text.indexOf(':') >= 0;
        if (text.indexOf('%') >= 0 || text.indexOf('[') >= 0) {
            return false;
        }
        try {
            return InetAddress.ofLiteral(text).getHostAddress().equals(text) || ipv6;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
