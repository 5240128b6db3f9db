package dev.sluice.simulation.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.util.concurrent.locks.LockSupport;

/**
 * Waits until a port refuses connections. A closed server's socket stays open for a moment: Java's selector lets go of
 * it only on its next turn, after the server has said that it is closed.
 */
final class ClosedPort {
    private static final int MOST_ATTEMPTS = 2_000;
    private static final long PAUSE_NANOS = 1_000_000L;

    private ClosedPort() {}

    static void await(String host, int port) {
        for (int i = 0; i < MOST_ATTEMPTS; i++) {
            if (refuses(host, port)) {
                return;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        throw new IllegalStateException("port " + port + " still accepts connections after its server closed");
    }

    private static boolean refuses(String host, int port) {
        try (Socket socket = new Socket(host, port)) {
            return !socket.isConnected();
        } catch (ConnectException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
