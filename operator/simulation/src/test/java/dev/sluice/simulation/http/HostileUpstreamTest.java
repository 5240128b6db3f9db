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
import java.util.function.Predicate;
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

    /** Reads until it has seen enough, or the end, a reset or a second of silence. */
    private static String exchange(int port, Predicate<StringBuilder> enough, boolean[] reset) throws IOException {
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
                while (!enough.test(read) && (count = in.read(buffer)) >= 0) {
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

    private static Predicate<StringBuilder> length(int bytes) {
        return read -> read.length() >= bytes;
    }

    private String exchange(Hostility hostility, String lastBytes) throws IOException {
        Predicate<StringBuilder> enough = read -> read.indexOf(lastBytes) >= 0;
        return exchange(HostileUpstream.start(vertx, hostility).port(), enough, new boolean[1]);
    }

    @Test
    void refusesAfterItListened() throws Exception {
        HostileUpstream upstream = HostileUpstream.start(vertx, Hostility.JSON_GARBAGE);
        assertTrue(exchange(upstream.port(), length(60), new boolean[1]).startsWith("HTTP/1.1 200"));

        upstream.behave(Hostility.REFUSE);

        assertThrows(ConnectException.class, () -> new Socket("127.0.0.1", upstream.port()).close());
        upstream.behave(Hostility.JSON_GARBAGE);
        assertTrue(exchange(upstream.port(), length(60), new boolean[1]).startsWith("HTTP/1.1 200"));
        assertEquals(2, upstream.connections());
    }

    @Test
    void hangs() throws Exception {
        assertEquals("<silence>", exchange(Hostility.HANG, "no bytes come"));
    }

    @Test
    void closesBeforeAnAnswer() throws Exception {
        boolean[] reset = new boolean[1];

        assertEquals(
                "", exchange(HostileUpstream.start(vertx, Hostility.EARLY_CLOSE).port(), length(MUCH_BYTES), reset));
    }

    @Test
    void resetsAtOnceOrInMidBody() throws Exception {
        boolean[] reset = new boolean[1];

        String nothing = exchange(
                HostileUpstream.start(vertx, Hostility.RESET_AT_CONNECT).port(), length(MUCH_BYTES), reset);
        assertTrue(reset[0] && nothing.isEmpty());

        reset[0] = false;
        exchange(HostileUpstream.start(vertx, Hostility.RESET_MID_BODY).port(), length(MUCH_BYTES), reset);
        assertTrue(reset[0]);
    }

    @Test
    void promisesMoreOrLessThanItSends() throws Exception {
        String little = exchange(Hostility.CONTENT_LENGTH_TOO_LONG, "the end of 500 bytes");
        assertTrue(little.contains("content-length: 500") && little.endsWith("{\"short\":true}"), little);
        String much = exchange(Hostility.CONTENT_LENGTH_TOO_SHORT, "0x1\"}");
        assertTrue(much.contains("content-length: 2\r\n\r\n{\"jsonrpc\""), much);
    }

    @Test
    void sendsWhatIsNoHttpOrNoJson() throws Exception {
        assertTrue(exchange(Hostility.GARBAGE_STATUS_LINE, "\r\n\r\n").startsWith("SMTP"));
        assertTrue(exchange(Hostility.GARBAGE_HEADERS, "\r\n\r\n").startsWith("HTTP/1.1 200 OK\r\n: "));
        assertTrue(exchange(Hostility.JSON_GARBAGE, "JSON").contains("{{{"));
        assertTrue(exchange(Hostility.EMPTY_ANSWER, "\r\n\r\n").contains("content-length: 0\r\n\r\n"));
    }

    @ParameterizedTest
    @EnumSource(names = {"HEADER_BOMB", "INTERIM_FLOOD", "HUGE_ANSWER", "ENDLESS_ANSWER", "ENDLESS_CHUNKED"})
    void neverStopsSending(Hostility hostility) throws Exception {
        HostileUpstream upstream = HostileUpstream.start(vertx, hostility);

        String read = exchange(upstream.port(), length(MUCH_BYTES), new boolean[1]);

        assertTrue(read.length() >= MUCH_BYTES, hostility + " sent only " + read.length());
        // It writes only as fast as it is read, or the test process would fill up.
        assertTrue(upstream.bytesSent() < 30L * MUCH_BYTES, "wrote " + upstream.bytesSent());
    }

    @Test
    void theHugeAnswerIsAHundredMegabytesLong() throws Exception {
        HostileUpstream upstream = HostileUpstream.start(vertx, Hostility.HUGE_ANSWER);

        exchange(upstream.port(), length(100 << 20), new boolean[1]);

        assertTrue(upstream.bytesSent() > HostileBytes.HUGE_BYTES, "sent " + upstream.bytesSent());
        assertTrue(upstream.bytesSent() < HostileBytes.HUGE_BYTES + 1_000, "sent " + upstream.bytesSent());
    }

    @ParameterizedTest
    @EnumSource(names = {"SLOW_DRIP", "SLOW_HEAD"})
    void dripsByteByByte(Hostility hostility) throws Exception {
        HostileUpstream upstream = HostileUpstream.start(vertx, hostility);

        String read = exchange(upstream.port(), length(4), new boolean[1]);

        assertTrue("HTTP/1.1".startsWith(read), read);
        assertTrue(upstream.bytesSent() <= 6);
    }
}
