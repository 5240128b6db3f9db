package dev.sluice.control.translate.provider;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.control.resolve.Catalog;
import dev.sluice.control.resolve.Resources;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointSafetyTest {
    private final EndpointSafety machine = new EndpointSafety(true, new Catalog(Resources.NONE));
    private final EndpointSafety cluster = new EndpointSafety(false, new Catalog(Resources.NONE));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254",
                "169.254.0.1",
                "0.0.0.0",
                "0.1.2.3",
                "fe80::1",
                "fd00:ec2::254",
                "::ffff:169.254.169.254",
                "64:ff9b::a9fe:a9fe",
                "2002:a9fe:a9fe::1",
                "::",
                "100.100.100.200",
                "224.0.0.1",
                "255.255.255.255"
            })
    void refusesAddressesThatAreNoProviders(String address) {
        assertTrue(machine.refusal(address, 80).isPresent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.1", "0177.0.0.1", "2130706433", "10.0.0.1%eth0", "[::1]", "example.com", "1.2.3.4.5"})
    void refusesFormsThatReadersUnderstandDifferently(String address) {
        assertTrue(machine.refusal(address, 80).orElseThrow().contains("usual form"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1", "127.9.9.9"})
    void allowsLoopbackOnOnesOwnMachineOnly(String address) {
        assertTrue(machine.refusal(address, 80).isEmpty());
        assertTrue(cluster.refusal(address, 80).isPresent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.1", "203.0.113.7", "2001:db8::1", "fd12::1"})
    void allowsOtherAddresses(String address) {
        assertTrue(cluster.refusal(address, 80).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"metadata.google.internal", "169.254.169.254", "0x7f000001", "example.1"})
    void refusesNamesThatAreMetadataServicesOrAddresses(String name) {
        assertTrue(machine.nameRefusal(name).isPresent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"eth.example.com", "store", "a1.example.com"})
    void allowsOtherNames(String name) {
        assertTrue(cluster.nameRefusal(name).isEmpty());
    }

    @Test
    void whereTheClusterSaysItsApiServerIsNoProviderLives() {
        Service kubernetes = new ServiceBuilder()
                .withNewMetadata()
                .withNamespace("default")
                .withName("kubernetes")
                .endMetadata()
                .withNewSpec()
                .withClusterIPs("10.43.0.1")
                .endSpec()
                .build();
        EndpointSlice machines = new EndpointSliceBuilder()
                .withNewMetadata()
                .withNamespace("default")
                .withName("kubernetes")
                .withLabels(Map.of("kubernetes.io/service-name", "kubernetes"))
                .endMetadata()
                .addNewEndpoint()
                .withAddresses("192.0.2.7")
                .endEndpoint()
                .build();
        EndpointSafety safety =
                new EndpointSafety(false, new Catalog(Resources.of(List.of(kubernetes, machines), List.of())));

        assertTrue(safety.refusal("10.43.0.1", 443).orElseThrow().contains("API server"));
        assertTrue(safety.refusal("192.0.2.7", 6443).orElseThrow().contains("API server"));
        assertTrue(safety.nameRefusal("kubernetes.default.svc").orElseThrow().contains("API server"));
        assertTrue(safety.refusal("192.0.2.8", 6443).isEmpty());
    }
}
