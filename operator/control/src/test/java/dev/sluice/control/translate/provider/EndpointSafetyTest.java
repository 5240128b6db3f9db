package dev.sluice.control.translate.provider;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointSafetyTest {
    private final EndpointSafety machine = new EndpointSafety(true);
    private final EndpointSafety cluster = new EndpointSafety(false);

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
        assertTrue(machine.refusal(address).isPresent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.1", "0177.0.0.1", "2130706433", "10.0.0.1%eth0", "[::1]", "example.com", "1.2.3.4.5"})
    void refusesFormsThatReadersUnderstandDifferently(String address) {
        assertTrue(machine.refusal(address).orElseThrow().contains("usual form"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1", "127.9.9.9"})
    void allowsLoopbackOnOnesOwnMachineOnly(String address) {
        assertTrue(machine.refusal(address).isEmpty());
        assertTrue(cluster.refusal(address).isPresent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.1", "203.0.113.7", "2001:db8::1", "fd12::1"})
    void allowsOtherAddresses(String address) {
        assertTrue(cluster.refusal(address).isEmpty());
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
}
