package dev.sluice.server.upstream;

import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where one endpoint's host is now. Written by the {@link AddressBook}, read by every event loop. A lookup that fails
 * keeps the addresses of the last one that did not.
 */
public final class HostAddresses {
    private static final SocketAddress[] NONE = {};

    private final String host;
    private final int port;
    private volatile SocketAddress[] addresses = NONE;
    private volatile @Nullable String problem = "its name was not looked up yet";

    HostAddresses(String host, int port) {
        this.host = host;
        this.port = port;
    }

    String host() {
        return host;
    }

    int port() {
        return port;
    }

    /** Usable addresses, in the resolver's order; the array is replaced, never changed. Empty while there is none. */
    SocketAddress[] addresses() {
        return addresses;
    }

    /** The first of them; to be asked for only while {@link #problem} is null. */
    public SocketAddress any() {
        return addresses[0];
    }

    /** Why there is no usable address, without the path of the endpoint, or null. */
    public @Nullable String problem() {
        return addresses.length == 0 ? problem : null;
    }

    void found(InetAddress[] usable) {
        SocketAddress[] found = new SocketAddress[usable.length];
        for (int i = 0; i < usable.length; i++) {
            found[i] = SocketAddress.inetSocketAddress(new InetSocketAddress(usable[i], port));
        }
        if (!Arrays.equals(found, addresses)) {
            addresses = found;
        }
    }

    /** No address may be used: earlier ones are dropped, since the name may have been moved to a forbidden place. */
    void forbidden(String why) {
        problem = why;
        addresses = NONE;
    }

    void notFound(String why) {
        problem = why;
    }
}
