package dev.sluice.standalone.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** The demo must not fail because something else listens where it wanted to. */
final class FreePort {
    private FreePort() {}

    /** The wanted port of a loopback address if it is free, else any that is. */
    static int preferring(int wanted) throws IOException {
        return wanted != 0 && isFree(wanted) ? wanted : any();
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static int any() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
