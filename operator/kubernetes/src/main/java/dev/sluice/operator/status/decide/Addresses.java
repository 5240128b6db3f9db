package dev.sluice.operator.status.decide;

import dev.sluice.control.status.Condition;
import dev.sluice.control.status.ConditionType;
import dev.sluice.control.status.Reason;
import dev.sluice.control.translate.route.AskedAddresses;
import io.fabric8.kubernetes.api.model.LoadBalancerIngress;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GatewayStatusAddress;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where a Gateway is reached, as its Service says. */
final class Addresses {
    private static final String IP = "IPAddress";
    private static final String HOSTNAME = "Hostname";

    private Addresses() {}

    /** Empty where none is assigned yet. */
    static List<GatewayStatusAddress> of(Service service) {
        if ("LoadBalancer".equals(service.getSpec().getType())) {
            return service.getStatus() == null || service.getStatus().getLoadBalancer() == null
                    ? List.of()
                    : Objects.requireNonNullElse(
                                    service.getStatus().getLoadBalancer().getIngress(), List.<LoadBalancerIngress>of())
                            .stream()
                            .flatMap(Addresses::of)
                            .toList();
        }
        String ip = service.getSpec().getClusterIP();
        return ip == null || ip.isEmpty() || ip.equals("None") ? List.of() : List.of(new GatewayStatusAddress(IP, ip));
    }

    /**
     * Null where every address that a Gateway asks for is its Service's, or none is assigned yet.
     *
     * @param trouble what the API server did not take, null for nothing
     */
    static @Nullable Condition unusable(
            Gateway gateway, List<GatewayStatusAddress> assigned, @Nullable String trouble) {
        List<String> missing = AskedAddresses.of(gateway).stream()
                .filter(asked -> assigned.stream().noneMatch(each -> asked.equalsIgnoreCase(each.getValue())))
                .toList();
        if (missing.isEmpty() || (assigned.isEmpty() && trouble == null)) {
            return null;
        }
        return Condition.of(
                ConditionType.PROGRAMMED,
                false,
                Reason.ADDRESS_NOT_USABLE,
                "spec.addresses: its Service cannot have " + String.join(", ", missing)
                        + (trouble == null ? "" : ": " + trouble));
    }

    private static Stream<GatewayStatusAddress> of(LoadBalancerIngress ingress) {
        return Stream.concat(
                Stream.ofNullable(ingress.getIp()).map(ip -> new GatewayStatusAddress(IP, ip)),
                Stream.ofNullable(ingress.getHostname()).map(name -> new GatewayStatusAddress(HOSTNAME, name)));
    }
}
