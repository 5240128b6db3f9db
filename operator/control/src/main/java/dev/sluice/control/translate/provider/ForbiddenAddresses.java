package dev.sluice.control.translate.provider;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Literal addresses that are refused as endpoints, in every form they can be written in. */
final class ForbiddenAddresses {
    /** Metadata services that are not at link-local addresses: Alibaba, Azure, Oracle, and AWS over IPv6. */
    private static final Set<String> METADATA = Set.of("100.100.100.200", "168.63.129.16", "192.0.0.192", "fd00:ec2:0:0:0:0:0:254", "fd20:ce:0:0:0:0:0:254");

    private ForbiddenAddresses() {}

    /** Why the address is refused; empty where it is not. */
    static Optional<String> reason(String text, boolean loopbackAllowed) {
        InetAddress address = parse(text);
        if (address == null) {
            return Optional.of("\"" + text + "\" is no IPv4 or IPv6 address");
        }
        InetAddress real = embedded(address);
        if (real.isLinkLocalAddress()) {
            return Optional.of(text + " is a link-local address, where clouds hand out credentials of the machine");
        }
        if (METADATA.contains(real.getHostAddress())) {
            return Optional.of(text + " is the address of a cloud's metadata service");
        }
        if (real.isAnyLocalAddress() || real.getAddress().length == 4 && real.getAddress()[0] == 0) {
            return Optional.of(text + " is in 0.0.0.0/8 or unspecified, which means this host");
        }
        if (real.isMulticastAddress() || real.getHostAddress().equals("255.255.255.255")) {
            return Optional.of(text + " is a multicast or broadcast address");
        }
        if (real.isLoopbackAddress() && !loopbackAllowed) {
            return Optional.of(text + " is a loopback address, which in a cluster is the gateway itself");
        }
        return Optional.empty();
    }

    /** Never looks a name up. */
    private static @Nullable InetAddress parse(String text) {
        if (text.indexOf('%') >= 0 || text.indexOf('[') >= 0) {
            return null;
        }
        try {
            InetAddress address = InetAddress.ofLiteral(text);
            // 127.1 or 0177.0.0.1 mean different hosts to different readers.
            boolean usualForm = text.indexOf(':') >= 0 || address.getHostAddress().equals(text);
            return usualForm ? address : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** The IPv4 address inside an IPv6 one that routers or the system unwrap: compatible, NAT64 and 6to4; Java unwraps mapped ones. */
    private static InetAddress embedded(InetAddress address) {
        byte[] b = address.getAddress();
        if (b.length != 16) {
            return address;
        }
        boolean compatible = zero(b, 0, 12) && !zero(b, 12, 15);
        boolean nat64 = b[0] == 0 && b[1] == 0x64 && b[2] == (byte) 0xff && b[3] == (byte) 0x9b && zero(b, 4, 12);
        boolean sixToFour = b[0] == 0x20 && b[1] == 0x02;
        if (!compatible && !nat64 && !sixToFour) {
            return address;
        }
        int at = sixToFour ? 2 : 12;
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(b, at, at + 4));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }

    private static boolean zero(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }
}
