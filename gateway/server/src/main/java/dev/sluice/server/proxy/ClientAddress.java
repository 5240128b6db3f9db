package dev.sluice.server.proxy;

import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.util.HexFormat;

/** Where a request comes from, as its connection says; what a client writes into a header proves nothing. */
final class ClientAddress {
    /** Of IPv6, what one client is given: it may call from any address of it. */
    private static final int NETWORK_BYTES = 8;

    private static final int IPV6_BYTES = 16;

    private ClientAddress() {}

    /** As text, with the zone of a link-local one; {@code ""} where the connection has no address. */
    static String text(HttpServerRequest request) {
        String text = request.connection().remoteAddress().hostAddress();
        return text == null ? "" : text;
    }

    /** As 4 or 16 bytes; none where the connection has no address. */
    static byte[] bytes(HttpServerRequest request) {
        String text = text(request);
        if (text.isEmpty()) {
            return new byte[0];
        }
        int zone = text.indexOf('%');
        return InetAddress.ofLiteral(zone < 0 ? text : text.substring(0, zone)).getAddress();
    }

    /** Text that is the same for what counts as one client: an IPv4 address, or a /64 of IPv6. */
    static String block(byte[] address) {
        return HexFormat.of().formatHex(address, 0, address.length == IPV6_BYTES ? NETWORK_BYTES : address.length);
    }
}
