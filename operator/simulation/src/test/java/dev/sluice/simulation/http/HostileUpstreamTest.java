package dev.sluice.simulation.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HostileUpstreamTest {
    private static final int MUCH_BYTES = 1 << 20;

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    /** Reads until the end, a reset, a second of silence or so many bytes. */
    private static String exchange(int port, int mostBytes, boolean[] reset) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(1_000);
            StringBuilder read = new StringBuilder();
            try {
                socket.getOutputStream()
                        .write("POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\n\r\n{}"
                                .getBytes(StandardCharsets.US_ASCII));
                InputStream in = socket.getInputStream();
                byte[] buffer = new byte[8_192];
                int count;
                while (read.length() < mostBytes && (count = in.read(buffer)) >= 0) {
                    read.append(new String(buffer, 0, count, StandardCharsets.ISO_8859_1));
                }
            } catch (SocketTimeoutException e) {
                read.append("<silence>");
            } catch (SocketException e) {
                reset[0] = true;
            }
            return read.toString();
        }
    }

    private String exchange(Hostility hostility) throws IOException {
        return exchange(HostileUpstream.start(vertx, hostility).port(), MUCH_BYTES, new boolean[1]);
    }

    @Test
    void refusesAfterItListened() throws Exception {
        HostileUpstream upstream = HostileUpstream.start(vertx, Hostility.JSON_GARBAGE);
        assertTrue(exchange(upstream.port(), 100, new boolean[1]).startsWith("HTTP/1.1 200"));

        upstream.behave(Hostility.REFUSE);

        assertThrows(ConnectException.class, () -> new Socket("127.0.0.1", upstream.port()).close());
        upstream.behave(Hostility.JSON_GARBAGE);
        assertTrue(exchange(upstream.port(), 100, new boolean[1]).startsWith("HTTP/1.1 200"));
        assertEquals(2, upstream.connections());
    }

    @Test
    void hangs() throws Exception {
        assertEquals("<silence>", exchange(Hostility.HANG));
    }

    @Test
    void closesBeforeAnAnswer() throws Exception {
        boolean[] reset = new boolean[1];

        assertEquals(
                "", exchange(HostileUpstream.start(vertx, Hostility.EARLY_CLOSE).port(), MUCH_BYTES, reset));
    }

    @Test
    void resetsAtOnceOrInMidBody() throws Exception {
        boolean[] reset = new boolean[1];

        String nothing = exchange(
                HostileUpstream.start(vertx, Hostility.RESET_AT_CONNECT).port(), MUCH_BYTES, reset);
        assertTrue(reset[0] && nothing.isEmpty());

        reset[0] = false;
        exchange(HostileUpstream.start(vertx, Hostility.RESET_MID_BODY).port(), MUCH_BYTES, reset);
        assertTrue(reset[0]);
    }

    @Test
    void promisesMoreOrLessThanItSends() throws Exception {
        String little = exchange(Hostility.CONTENT_LENGTH_TOO_LONG);
        assertTrue(little.contains("content-length: 500") && little.endsWith("{\"short\":true}"), little);
        String much = exchange(Hostility.CONTENT_LENGTH_TOO_SHORT);
        assertTrue(much.contains("content-length: 2\r\n\r\n{\"jsonrpc\""), much);
    }

    @Test
    void sendsWhatIsNoHttpOrNoJson() throws Exception {
        assertTrue(exchange(Hostility.GARBAGE_STATUS_LINE).startsWith("SMTP"));
        assertTrue(exchange(Hostility.GARBAGE_HEADERS).startsWith("HTTP/1.1 200 OK\r\n: "));
        assertTrue(exchange(Hostility.JSON_GARBAGE).contains("{{{"));
        assertTrue(exchange(Hostility.EMPTY_ANSWER).contains("content-length: 0\r\n\r\n"));
    }

    @ParameterizedTest
    @EnumSource(names = {"HEADER_BOMB", "INTERIM_FLOOD", "HUGE_ANSWER", "ENDLESS_ANSWER", "ENDLESS_CHUNKED"})
    void neverStopsSending(Hostility hostility) throws Exception {
        HostileUpstream upstream = HostileUpstream.start(vertx, hostility);

        String read = exchange(upstream.port(), MUCH_BYTES, new boolean[1]);

        assertTrue(read.length() >= MUCH_BYTES, hostility + " sent only " + read.length());
        // It writes only as fast as it is read, or the test process would fill up.
        assertTrue(upstream.bytesSent() < 30L * MUCH_BYTES, "wrote " + upstream.bytesSent());
    }

    @Test
    void theHugeAnswerIsAHundredMegabytesLong() throws Exception {
        HostileUpstream upstream = HostileUpstream.start(vertx, Hostility.HUGE_ANSWER);

        exchange(upstream.port(), 100 << 20, new boolean[1]);

        assertTrue(upstream.bytesSent() > HostileBytes.HUGE_BYTES, "sent " + upstream.bytesSent());
        assertTrue(upstream.bytesSent() < HostileBytes.HUGE_BYTES + 1_000, "sent " + upstream.bytesSent());
    }

    @ParameterizedTest
    @EnumSource(names = {"SLOW_DRIP", "SLOW_HEAD"})
    void dripsByteByByte(Hostility hostility) throws Exception {
        HostileUpstream upstream = HostileUpstream.start(vertx, hostility);

        String read = exchange(upstream.port(), 4, new boolean[1]);

        assertTrue("HTTP/1.1".startsWith(read), read);
        assertTrue(upstream.bytesSent() <= 6);
    }
}
