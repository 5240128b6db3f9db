package dev.sluice.control.translate.provider;

import dev.sluice.control.resolve.Catalog;
import dev.sluice.engine.http.ForbiddenAddresses;
import dev.sluice.engine.http.Reserved;
import io.fabric8.kubernetes.api.model.Service;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Addresses no provider can have, judged by the gateway's own rule so that both answer the same. Names are only checked
 * for what they say; what they resolve to is checked at connect.
 */
public final class EndpointSafety {
    /** Id of the Service that leads to the API server. */
    public static final String API_SERVER = "default/kubernetes";

    private final ForbiddenAddresses forbidden;

    /** @param loopbackAllowed on one's own machine; never in a cluster, where the API server is off limits, too */
    public EndpointSafety(boolean loopbackAllowed, Catalog catalog) {
        this.forbidden = new ForbiddenAddresses(loopbackAllowed, loopbackAllowed ? List.of() : apiServer(catalog));
    }

    /** As the cluster itself says where it is: by a Service of its own, and what that leads to. */
    private static List<Reserved> apiServer(Catalog catalog) {
        Stream<String> service = catalog.find(Service.class, API_SERVER).stream()
                .map(each -> each.getSpec().getClusterIPs())
                .filter(Objects::nonNull)
                .flatMap(List::stream);
        Stream<String> machines = catalog.slices(API_SERVER).stream()
                .flatMap(each -> each.getEndpoints().stream())
                .flatMap(each -> each.getAddresses().stream());
        return Stream.concat(service, machines)
                .filter(EndpointSafety::isLiteral)
                .map(each -> new Reserved(each, 0, "is the API server"))
                .toList();
    }

    /** Why a literal address is refused. */
    Optional<String> refusal(String address, int port) {
        return isLiteral(address)
                ? forbidden.ofAddress(InetAddress.ofLiteral(address), port).map(why -> address + " " + why)
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
                : refusal(address.host(), address.port()).isEmpty();
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
