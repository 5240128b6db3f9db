package dev.sluice.engine.http;

import java.net.InetAddress;

/**
 * An address that belongs to somebody else than a provider.
 *
 * @param address IPv4 or IPv6 in text
 * @param port the one meant; 0 for all
 * @param why in words that go on after the address, e.g. {@code is the API server}
 */
public record Reserved(String address, int port, String why) {
    boolean covers(InetAddress asked, int askedPort) {
        return (port == 0 || port == askedPort)
                && InetAddress.ofLiteral(address).equals(asked);
    }
}
