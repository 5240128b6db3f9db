package dev.sluice.operator.render;

import dev.sluice.contract.snapshot.ConfigSnapshot;
import dev.sluice.contract.snapshot.Listener;
import dev.sluice.control.translate.route.AskedAddresses;
import dev.sluice.crds.v1alpha1.parameters.GatewayParametersSpec;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServicePortBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRuleBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPortBuilder;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How a gateway is reached, and what it may reach. */
final class Network {
    private static final int DNS_PORT = 53;
    private static final String LOAD_BALANCER = "LoadBalancer";

    private Network() {}

    /** Empty without a listener that can be served: Kubernetes knows no Service without ports. */
    static Optional<Service> service(Identity identity, RenderInput input) {
        return ports(input.snapshot()).isEmpty() ? Optional.empty() : Optional.of(withPorts(identity, input));
    }

    private static Service withPorts(Identity identity, RenderInput input) {
        GatewayParametersSpec.Service wanted = input.parameters().service();
        ObjectMeta metadata = identity.metadata();
        if (wanted != null && wanted.annotations() != null) {
            Map<String, String> annotations = new TreeMap<>(identity.annotations());
            annotations.putAll(wanted.annotations());
            metadata.setAnnotations(annotations);
        }
        // A Service has one address to ask for. Others that a Gateway names count where its Service has them anyway.
        String address = AskedAddresses.of(input.gateway()).stream().findFirst().orElse(null);
        boolean balanced = type(wanted).equals(LOAD_BALANCER);
        return new ServiceBuilder()
                .withMetadata(metadata)
                .withNewSpec()
                .withType(type(wanted))
                .withLoadBalancerIP(balanced ? address : null)
                .withClusterIP(balanced ? null : address)
                .withSelector(identity.selector())
                .withPorts(ports(input.snapshot()).stream().map(Network::port).toList())
                .endSpec()
                .build();
    }

    /**
     * Anyone may call the listeners, the cluster may ask the admin port, and pods may call whatever a Provider is, but for
     * link-local addresses: there clouds keep the credentials of machines. DNS may live there, too, so port 53 is open.
     */
    static NetworkPolicy policy(Identity identity, ConfigSnapshot snapshot) {
        return new NetworkPolicyBuilder()
                .withMetadata(identity.metadata())
                .withNewSpec()
                .withNewPodSelector()
                .withMatchLabels(identity.selector())
                .endPodSelector()
                .withPolicyTypes("Ingress", "Egress")
                .withIngress(ingress(snapshot))
                .addNewEgress()
                .withPorts(tcp(DNS_PORT), udp(DNS_PORT))
                .endEgress()
                .addNewEgress()
                .addNewTo()
                .withNewIpBlock()
                .withCidr("0.0.0.0/0")
                .withExcept("169.254.0.0/16")
                .endIpBlock()
                .endTo()
                .addNewTo()
                .withNewIpBlock()
                .withCidr("::/0")
                .withExcept("fe80::/10", "fd00:ec2::254/128")
                .endIpBlock()
                .endTo()
                .addNewTo()
                .withNewNamespaceSelector()
                .endNamespaceSelector()
                .endTo()
                .endEgress()
                .endSpec()
                .build();
    }

    /** A rule without ports would open them all, so without listeners there is none for callers. */
    private static List<NetworkPolicyIngressRule> ingress(ConfigSnapshot snapshot) {
        List<NetworkPolicyPort> open =
                ports(snapshot).stream().map(l -> tcp(l.bindPort())).toList();
        NetworkPolicyIngressRule callers =
                new NetworkPolicyIngressRuleBuilder().withPorts(open).build();
        NetworkPolicyIngressRule admin = new NetworkPolicyIngressRuleBuilder()
                .withPorts(tcp(Workload.ADMIN_PORT))
                .addNewFrom()
                .withNewNamespaceSelector()
                .endNamespaceSelector()
                .endFrom()
                .build();
        return open.isEmpty() ? List.of(admin) : List.of(callers, admin);
    }

    /** One listener per port: those of one port differ by hostname only. */
    static Collection<Listener> ports(ConfigSnapshot snapshot) {
        Map<Integer, Listener> byPort = new TreeMap<>();
        snapshot.listeners().forEach(l -> byPort.putIfAbsent(l.port(), l));
        return byPort.values();
    }

    private static ServicePort port(Listener listener) {
        return new ServicePortBuilder()
                .withName("port-" + listener.port())
                .withProtocol("TCP")
                .withPort(listener.port())
                .withTargetPort(new IntOrString(listener.bindPort()))
                .build();
    }

    private static String type(GatewayParametersSpec.@Nullable Service wanted) {
        if (wanted == null || wanted.type() == null) {
            return LOAD_BALANCER;
        }
        return switch (wanted.type()) {
            case CLUSTER_IP -> "ClusterIP";
            case NODE_PORT -> "NodePort";
            case LOAD_BALANCER -> LOAD_BALANCER;
        };
    }

    private static NetworkPolicyPort tcp(int port) {
        return new NetworkPolicyPortBuilder()
                .withProtocol("TCP")
                .withPort(new IntOrString(port))
                .build();
    }

    private static NetworkPolicyPort udp(int port) {
        return new NetworkPolicyPortBuilder()
                .withProtocol("UDP")
                .withPort(new IntOrString(port))
                .build();
    }
}
