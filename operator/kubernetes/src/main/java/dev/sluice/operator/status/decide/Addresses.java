package dev.sluice.operator.status.decide;

import io.fabric8.kubernetes.api.model.LoadBalancerIngress;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GatewayStatusAddress;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

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

    private static Stream<GatewayStatusAddress> of(LoadBalancerIngress ingress) {
        return Stream.concat(
                Stream.ofNullable(ingress.getIp()).map(ip -> new GatewayStatusAddress(IP, ip)),
                Stream.ofNullable(ingress.getHostname()).map(name -> new GatewayStatusAddress(HOSTNAME, name)));
    }
}
