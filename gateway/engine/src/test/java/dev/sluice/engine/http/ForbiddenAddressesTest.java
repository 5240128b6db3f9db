package dev.sluice.engine.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForbiddenAddressesTest {
    private final ForbiddenAddresses onAMachine = new ForbiddenAddresses(true);
    private final ForbiddenAddresses inACluster = new ForbiddenAddresses(false);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254",
                "169.254.0.1",
                "2852039166",
                "0.0.0.0",
                "0.1.2.3",
                "100.100.100.200",
                "192.0.0.192",
                "168.63.129.16",
                "224.0.0.1",
                "255.255.255.255",
                "fe80::1",
                "febf::1",
                "[fe80::1]",
                "fd00:ec2::254",
                "fd20:ce::254",
                "::ffff:169.254.169.254",
                "::169.254.169.254",
                "64:ff9b::a9fe:a9fe",
                "2002:a9fe:a9fe::1",
                "::",
                "ff02::1",
                "metadata.google.internal",
                "METADATA.google.internal.",
                "instance-data"
            })
    void neverAProvider(String host) {
        assertTrue(onAMachine.ofHost(host).isPresent());
        assertTrue(inACluster.ofHost(host).isPresent());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1", "localhost", "a.localhost", "LOCALHOST."})
    void loopbackOnOnesOwnMachineOnly(String host) {
        assertTrue(onAMachine.ofHost(host).isEmpty());
        assertTrue(inACluster.ofHost(host).isPresent());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.1",
                "192.168.1.1",
                "100.100.100.201",
                "169.253.255.255",
                "8.8.8.8",
                "2001:db8::1",
                "fd00:ec2::253",
                "fd12::1",
                "::ffff:8.8.8.8",
                "example.com",
                "rpc1",
                "metadata.example.com"
            })
    void othersMayBeProviders(String host) {
        assertTrue(inACluster.ofHost(host).isEmpty());
    }

    @Test
    void judgesWhatANameResolvedTo() {
        assertEquals(
                "is link-local",
                onAMachine
                        .ofAddress(InetAddress.ofLiteral("169.254.1.1").getAddress())
                        .orElseThrow());
    }

    @Test
    void theApiServerIsForbiddenByNameAndAddressInACluster() {
        ForbiddenAddresses guarded = new ForbiddenAddresses(
                false,
                List.of(new Reserved("10.43.0.1", 0, "is the API server"), new Reserved("10.42.0.9", 9901, "is ours")));

        assertTrue(guarded.ofHost("kubernetes.default.svc.cluster.local.").isPresent());
        assertTrue(guarded.ofHost("kubernetes.default").isPresent());
        assertTrue(guarded.ofHost("kubernetes.default.example.com").isEmpty());
        assertTrue(onAMachine.ofHost("kubernetes.default.svc").isEmpty());
        assertEquals(Optional.of("is the API server"), guarded.ofAddress(InetAddress.ofLiteral("10.43.0.1"), 443));
        assertEquals(Optional.of("is ours"), guarded.ofAddress(InetAddress.ofLiteral("10.42.0.9"), 9901));
        assertEquals(Optional.empty(), guarded.ofAddress(InetAddress.ofLiteral("10.42.0.9"), 8080));
    }
}
