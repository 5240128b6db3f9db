package dev.sluice.engine.clients;

import java.net.InetAddress;
import java.util.Arrays;

/**
 * A range of addresses in CIDR notation, IPv4 or IPv6; an address alone is a range of one. IPv4 in IPv6 is IPv4.
 *
 * @param network 4 or 16 bytes
 * @param bits that an address shares with it
 */
public record AddressRange(byte[] network, int bits) {

    /** @throws IllegalArgumentException with what is wrong and what is expected */
    public static AddressRange of(String cidr) {
        int slash = cidr.indexOf('/');
        byte[] network = address(slash < 0 ? cidr : cidr.substring(0, slash), cidr);
        int most = network.length * Byte.SIZE;
        int bits = slash < 0 ? most : prefix(cidr.substring(slash + 1), most, cidr);
        byte[] masked = masked(network, bits);
        if (!Arrays.equals(masked, network)) {
            throw new IllegalArgumentException("\"" + cidr + "\" has bits beyond its prefix; expected " + text(masked)
                    + "/" + bits + ", or a longer prefix");
        }
        return new AddressRange(network, bits);
    }

    public boolean holds(byte[] address) {
        if (address.length != network.length) {
            return false;
        }
        int whole = bits / Byte.SIZE;
        for (int i = 0; i < whole; i++) {
            if (address[i] != network[i]) {
                return false;
            }
        }
        int rest = bits % Byte.SIZE;
        return rest == 0 || (address[whole] ^ network[whole]) >> (Byte.SIZE - rest) == 0;
    }

    private static byte[] address(String text, String cidr) {
        // Java would take 10.1 for 10.0.0.1, and a zone is a machine's own affair.
        boolean whole = text.indexOf(':') >= 0
                ? text.indexOf('%') < 0
                : text.chars().filter(c -> c == '.').count() == 3;
        if (!whole) {
            throw unreadable(cidr);
        }
        try {
            return InetAddress.ofLiteral(text).getAddress();
        } catch (IllegalArgumentException e) {
            throw unreadable(cidr);
        }
    }

    private static int prefix(String text, int most, String cidr) {
        boolean digits = !text.isEmpty() && text.length() <= 3 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        int bits = digits ? Integer.parseInt(text) : -1;
        if (bits < 0 || bits > most) {
            throw unreadable(cidr);
        }
        return bits;
    }

    private static IllegalArgumentException unreadable(String cidr) {
        return new IllegalArgumentException(
                "\"" + cidr + "\" is no range of addresses; expected one such as 192.0.2.0/24 or 2001:db8::/32");
    }

    private static byte[] masked(byte[] network, int bits) {
        byte[] masked = network.clone();
        for (int i = 0; i < masked.length; i++) {
            int kept = Math.clamp(bits - (long) i * Byte.SIZE, 0, Byte.SIZE);
            masked[i] &= (byte) (0xFF << (Byte.SIZE - kept));
        }
        return masked;
    }

    private static String text(byte[] address) {
        try {
            return InetAddress.getByAddress(address).getHostAddress();
        } catch (java.net.UnknownHostException e) {
            throw new IllegalStateException("4 or 16 bytes are an address", e);
        }
    }
}
