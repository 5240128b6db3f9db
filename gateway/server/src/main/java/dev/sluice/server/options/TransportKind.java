package dev.sluice.server.options;

import io.vertx.core.transport.Transport;

/** How sockets are watched; what is not available on this machine falls back to the next one down to NIO. */
public enum TransportKind {
    IO_URING,
    EPOLL,
    NIO;

    /** The transport that is really used. */
    public Transport available() {
        return switch (this) {
            case IO_URING -> usable(Transport.IO_URING) ? Transport.IO_URING : EPOLL.available();
            case EPOLL -> usable(Transport.EPOLL) ? Transport.EPOLL : Transport.NIO;
            case NIO -> Transport.NIO;
        };
    }

    @SuppressWarnings("ConstantValue")
    private static boolean usable(Transport transport) {
        // Null where its classes are not on the class path, unavailable where the kernel or a seccomp profile forbids
        // it.
        return transport != null && transport.available();
    }
}
