package dev.sluice.engine.http;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Addresses that are never a provider's, whatever a user writes or a name resolves to: link-local and metadata services of
 * clouds, this network, multicast, and, unless allowed, loopback. IPv4 inside IPv6 (mapped, compatible, NAT64, 6to4) is
 * judged as the IPv4 it leads to. Pure: names are judged by themselves, their addresses after resolution.
 *
 * @param allowLoopback on one's own machine; never in a cluster
 * @param reserved addresses of others: in a cluster the API server's, and a pod's own admin port
 */
public record ForbiddenAddresses(boolean allowLoopback, List<Reserved> reserved) {
    public ForbiddenAddresses {
        reserved = List.copyOf(reserved);
    }

    public ForbiddenAddresses(boolean allowLoopback) {
        this(allowLoopback, List.of());
    }

    private static final Set<String> METADATA_NAMES = Set.of(
            "metadata",
            "metadata.google.internal",
            "metadata.goog",
            "instance-data",
            "instance-data.ec2.internal",
            "metadata.azure.internal",
            "metadata.tencentyun.com");

    /** How pods call the API server, whatever the cluster's domain. */
    private static final Pattern API_SERVER = Pattern.compile("kubernetes\\.default(\\.svc(\\..*)?)?");

    /** A name, or an address in text. @return why it is forbidden; empty when it is not, as far as the text shows */
    public Optional<String> ofHost(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        name = name.startsWith("[") && name.endsWith("]") ? name.substring(1, name.length() - 1) : name;
        name = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        if (METADATA_NAMES.contains(name)) {
            return Optional.of("is a metadata service");
        }
        if (name.equals("localhost") || name.endsWith(".localhost")) {
            return allowLoopback ? Optional.empty() : Optional.of("is loopback");
        }
        if (!allowLoopback && API_SERVER.matcher(name).matches()) {
            return Optional.of("is the API server");
        }
        boolean mayBeLiteral = name.indexOf(':') >= 0 || (!name.isEmpty() && isDigit(name.charAt(name.length() - 1)));
        return mayBeLiteral ? ofLiteral(name) : Optional.empty();
    }

    /** An address as 4 or 16 bytes. */
    public Optional<String> ofAddress(byte[] address) {
        return address.length == 4 ? ofIpv4(address, 0) : ofIpv6(address);
    }

    /** An address and a port of it, as it is connected to. */
    public Optional<String> ofAddress(InetAddress address, int port) {
        return ofAddress(address.getAddress()).or(() -> reserved.stream()
                .filter(each -> each.covers(address, port))
                .findFirst()
                .map(Reserved::why));
    }

    private Optional<String> ofLiteral(String literal) {
        try {
            return ofAddress(InetAddress.ofLiteral(literal).getAddress());
        } catch (IllegalArgumentException e) {
            // Not an address after all; what it resolves to is judged later.
            return Optional.empty();
        }
    }

    private Optional<String> ofIpv4(byte[] b, int at) {
        int first = b[at] & 0xFF;
        int address = first << 24 | (b[at + 1] & 0xFF) << 16 | (b[at + 2] & 0xFF) << 8 | (b[at + 3] & 0xFF);
        if (first == 0) {
            return Optional.of("is in 0.0.0.0/8");
        }
        if (first == 127) {
            return allowLoopback ? Optional.empty() : Optional.of("is loopback");
        }
        if (first >= 224) {
            return Optional.of("is multicast or reserved");
        }
        return switch (address) {
            // Alibaba Cloud, Oracle Cloud, Azure's host.
            case 0x64_64_64_C8, 0xC0_00_00_C0, 0xA8_3F_81_10 -> Optional.of("is a metadata service");
            default -> address >>> 16 == 0xA9FE ? Optional.of("is link-local") : Optional.empty();
        };
    }

    private Optional<String> ofIpv6(byte[] b) {
        boolean zeros = isZero(b, 0, 10);
        if (zeros && isZero(b, 10, 15) && (b[15] == 0 || b[15] == 1)) {
            boolean loopback = b[15] == 1;
            return loopback && allowLoopback
                    ? Optional.empty()
                    : Optional.of(loopback ? "is loopback" : "is the unspecified address");
        }
        boolean mapped = zeros && b[10] == -1 && b[11] == -1;
        boolean compatible = zeros && b[10] == 0 && b[11] == 0;
        boolean nat64 = startsWith(b, 0x00, 0x64, 0xFF, 0x9B) && isZero(b, 4, 12);
        if (mapped || compatible || nat64) {
            return ofIpv4(b, 12);
        }
        if (startsWith(b, 0x20, 0x02)) {
            return ofIpv4(b, 2);
        }
        if ((b[0] & 0xFF) == 0xFE && (b[1] & 0xC0) == 0x80) {
            return Optional.of("is link-local");
        }
        if (b[0] == -1) {
            return Optional.of("is multicast");
        }
        boolean aws = startsWith(b, 0xFD, 0x00, 0x0E, 0xC2);
        boolean google = startsWith(b, 0xFD, 0x20, 0x00, 0xCE);
        return (aws || google) && isZero(b, 4, 14) && b[14] == 0x02 && b[15] == 0x54
                ? Optional.of("is a metadata service")
                : Optional.empty();
    }

    private static boolean startsWith(byte[] b, int... prefix) {
        for (int i = 0; i < prefix.length; i++) {
            if ((b[i] & 0xFF) != prefix[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean isZero(byte[] b, int from, int to) {
        for (int i = from; i < to; i++) {
            if (b[i] != 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
