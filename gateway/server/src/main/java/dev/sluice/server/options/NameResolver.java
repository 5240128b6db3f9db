package dev.sluice.server.options;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Looks up an endpoint's name. May block: it is called from a worker thread, never from an event loop. */
@FunctionalInterface
public interface NameResolver {

    /** What the machine's own resolver says, hosts file and search domains included. */
    NameResolver SYSTEM = host -> List.of(InetAddress.getAllByName(host));

    /** Every address of the name, at least one. */
    List<InetAddress> resolve(String host) throws UnknownHostException;
}
