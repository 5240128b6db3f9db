package dev.sluice.server;

import static dev.sluice.server.Http2Wire.ACK;
import static dev.sluice.server.Http2Wire.CONTINUATION;
import static dev.sluice.server.Http2Wire.DATA;
import static dev.sluice.server.Http2Wire.END_HEADERS;
import static dev.sluice.server.Http2Wire.END_STREAM;
import static dev.sluice.server.Http2Wire.GOAWAY;
import static dev.sluice.server.Http2Wire.HAS_PRIORITY;
import static dev.sluice.server.Http2Wire.HEADERS;
import static dev.sluice.server.Http2Wire.PADDED;
import static dev.sluice.server.Http2Wire.PING;
import static dev.sluice.server.Http2Wire.PRIORITY;
import static dev.sluice.server.Http2Wire.PUSH_PROMISE;
import static dev.sluice.server.Http2Wire.RST_STREAM;
import static dev.sluice.server.Http2Wire.SETTINGS;
import static dev.sluice.server.Http2Wire.WINDOW_UPDATE;
import static dev.sluice.server.Http2Wire.fields;
import static dev.sluice.server.Http2Wire.head;
import static dev.sluice.server.Http2Wire.number;
import static dev.sluice.server.Http2Wire.setting;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * HTTP/2 by the frame: what RFC 9113 forbids a client and which error it earns, and that floods end. An error of the connection may be
 * told or just close it, and one of a stream may be taken for one of the connection (5.4). Long, as a table.
 */
class Http2ProtocolTest {
    private static final String[] PROTOCOL = {"GOAWAY PROTOCOL_ERROR", "CLOSED"};
    private static final String[] SIZE = {"GOAWAY FRAME_SIZE_ERROR", "CLOSED"};
    private static final String[] FLOW = {"GOAWAY FLOW_CONTROL_ERROR", "CLOSED"};
    private static final String[] OF_STREAM = {"RST_STREAM PROTOCOL_ERROR", "GOAWAY PROTOCOL_ERROR", "CLOSED"};

    private static GatewayFixture f;

    @FunctionalInterface
    private interface Wrong {
        void send(Http2Wire wire) throws IOException;
    }

    private record Shape(String name, Wrong wrong, List<String> earns) {
        @Override
        public String toString() {
            return name;
        }
    }

    @BeforeAll
    static void start() throws Exception {
        f = new GatewayFixture();
        f.serve(Snapshots.http(
                f.upstream(RawUpstream.answer(200, "text/plain", "ok")).port()));
    }

    @AfterAll
    static void stop() throws Exception {
        f.close();
    }

    private static Shape shape(String name, Wrong wrong, String... earns) {
        return new Shape(name, wrong, List.of(earns));
    }

    static Stream<Shape> shapes() {
        byte[] large = new byte[16_385];
        return Stream.of(
                shape(
                        "4.2 a frame larger than allowed",
                        w -> w.post(1).frame(DATA, 0, 1, large),
                        "GOAWAY FRAME_SIZE_ERROR",
                        "RST_STREAM FRAME_SIZE_ERROR",
                        "CLOSED"),
                shape(
                        "4.3 fields that do not decompress",
                        w -> w.frame(
                                HEADERS,
                                END_HEADERS | END_STREAM,
                                1,
                                (byte) 0xff,
                                (byte) 0xff,
                                (byte) 0xff,
                                (byte) 0xff,
                                (byte) 0xff,
                                (byte) 0xff),
                        "GOAWAY COMPRESSION_ERROR",
                        "CLOSED"),
                shape(
                        "4.3 another stream amid fields",
                        w -> w.frame(HEADERS, END_STREAM, 1, head("GET", "/")).get(3),
                        PROTOCOL),
                shape("5.1 data on an idle stream", w -> w.frame(DATA, END_STREAM, 1, (byte) 1), PROTOCOL),
                shape("5.1 a reset of an idle stream", w -> w.frame(RST_STREAM, 0, 1, number(8)), PROTOCOL),
                shape("5.1 a window of an idle stream", w -> w.frame(WINDOW_UPDATE, 0, 1, number(100)), PROTOCOL),
                shape(
                        "5.1 data after the end",
                        w -> w.get(1).frame(DATA, END_STREAM, 1, (byte) 1),
                        "RST_STREAM STREAM_CLOSED",
                        "GOAWAY STREAM_CLOSED",
                        "GOAWAY PROTOCOL_ERROR",
                        "CLOSED"),
                shape("5.1.1 a stream of the server's numbers", w -> w.get(2), PROTOCOL),
                shape(
                        "5.1.1 a stream before one that was",
                        w -> w.get(5).get(3),
                        "GOAWAY PROTOCOL_ERROR",
                        "GOAWAY STREAM_CLOSED",
                        "RST_STREAM STREAM_CLOSED",
                        "CLOSED"),
                shape(
                        "5.3.1 a stream that depends on itself",
                        w -> w.frame(
                                HEADERS,
                                END_HEADERS | END_STREAM | HAS_PRIORITY,
                                1,
                                join(number(1), new byte[] {0}, head("GET", "/"))),
                        OF_STREAM),
                shape("6.1 data of no stream", w -> w.frame(DATA, 0, 0, (byte) 1), PROTOCOL),
                shape(
                        "6.1 more padding than there is",
                        w -> w.post(1).frame(DATA, PADDED | END_STREAM, 1, (byte) 9, (byte) 1),
                        PROTOCOL),
                shape(
                        "6.2 fields of no stream",
                        w -> w.frame(HEADERS, END_HEADERS | END_STREAM, 0, head("GET", "/")),
                        PROTOCOL),
                shape(
                        "6.3 a priority of no stream",
                        w -> w.frame(PRIORITY, 0, 0, new byte[] {0, 0, 0, 0, 1}),
                        PROTOCOL),
                shape(
                        "6.3 a priority of another length",
                        w -> w.frame(PRIORITY, 0, 1, new byte[4]),
                        "GOAWAY FRAME_SIZE_ERROR",
                        "RST_STREAM FRAME_SIZE_ERROR",
                        "CLOSED"),
                shape("6.4 a reset of no stream", w -> w.frame(RST_STREAM, 0, 0, number(8)), PROTOCOL),
                shape("6.4 a reset of another length", w -> w.get(1).frame(RST_STREAM, 0, 1, new byte[3]), SIZE),
                shape(
                        "6.5 an acknowledgement that says something",
                        w -> w.frame(SETTINGS, ACK, 0, setting(3, 1)),
                        SIZE),
                shape("6.5 settings of a stream", w -> w.frame(SETTINGS, 0, 1, setting(3, 1)), PROTOCOL),
                shape("6.5 half a setting", w -> w.frame(SETTINGS, 0, 0, new byte[3]), SIZE),
                shape("6.5.2 push neither on nor off", w -> w.frame(SETTINGS, 0, 0, setting(2, 2)), PROTOCOL),
                shape("6.5.2 a window too large", w -> w.frame(SETTINGS, 0, 0, setting(4, 0x8000_0000)), FLOW),
                shape("6.5.2 a frame size too small", w -> w.frame(SETTINGS, 0, 0, setting(5, 16_383)), PROTOCOL),
                shape(
                        "6.6 a promise by a client",
                        w -> w.post(1).frame(PUSH_PROMISE, END_HEADERS, 1, join(number(3), head("GET", "/"))),
                        PROTOCOL),
                shape("6.7 a ping of a stream", w -> w.frame(PING, 0, 1, new byte[8]), PROTOCOL),
                shape("6.7 a ping of another length", w -> w.frame(PING, 0, 0, new byte[6]), SIZE),
                shape("6.8 a farewell of a stream", w -> w.frame(GOAWAY, 0, 1, new byte[8]), PROTOCOL),
                shape("6.9 a window of nothing", w -> w.frame(WINDOW_UPDATE, 0, 0, number(0)), PROTOCOL),
                shape(
                        "6.9 a window of nothing, of a stream",
                        w -> w.post(1).frame(WINDOW_UPDATE, 0, 1, number(0)),
                        OF_STREAM),
                shape("6.9 a window of another length", w -> w.frame(WINDOW_UPDATE, 0, 0, new byte[3]), SIZE),
                shape(
                        "6.9.1 a window beyond its bound",
                        w -> w.frame(WINDOW_UPDATE, 0, 0, number(Integer.MAX_VALUE)),
                        FLOW),
                shape(
                        "6.9.1 the same of a stream",
                        w -> w.post(1).frame(WINDOW_UPDATE, 0, 1, number(Integer.MAX_VALUE)),
                        "RST_STREAM FLOW_CONTROL_ERROR",
                        "GOAWAY FLOW_CONTROL_ERROR",
                        "CLOSED"),
                shape(
                        "6.10 a continuation of nothing",
                        w -> w.frame(CONTINUATION, END_HEADERS, 1, head("GET", "/")),
                        PROTOCOL),
                shape(
                        "6.10 a continuation of what has ended",
                        w -> w.post(1).frame(CONTINUATION, END_HEADERS, 1, fields("a", "b")),
                        PROTOCOL),
                shape(
                        "8.1.1 more body than announced",
                        w -> w.post(1, "content-length", "1").frame(DATA, END_STREAM, 1, (byte) 1, (byte) 2),
                        OF_STREAM),
                shape(
                        "8.1.1 less body than announced",
                        w -> w.post(1, "content-length", "9").frame(DATA, END_STREAM, 1, (byte) 1),
                        OF_STREAM),
                shape(
                        "8.1 trailers that do not end it",
                        w -> w.post(1).frame(HEADERS, END_HEADERS, 1, fields("a", "b")),
                        OF_STREAM),
                shape("8.2.1 a name in capitals", w -> w.get(1, "X-Test", "1"), OF_STREAM),
                shape("8.2.1 a line break in a value", w -> w.get(1, "x", "a\r\nb: c"), "HEADERS 400"),
                shape("8.2.2 connection", w -> w.get(1, "connection", "close"), OF_STREAM),
                shape("8.2.2 transfer-encoding", w -> w.post(1, "transfer-encoding", "chunked"), OF_STREAM),
                shape("8.2.2 te but trailers", w -> w.get(1, "te", "gzip"), OF_STREAM),
                shape("8.3 a pseudo-field nobody knows", w -> w.get(1, ":x", "1"), OF_STREAM),
                shape("8.3 one of answers", w -> w.get(1, ":status", "200"), OF_STREAM),
                shape(
                        "8.3 one after others",
                        w -> w.frame(
                                HEADERS,
                                END_HEADERS | END_STREAM,
                                1,
                                fields(":method", "GET", ":scheme", "http", "a", "b", ":path", "/")),
                        OF_STREAM),
                shape(
                        "8.3 one among trailers",
                        w -> w.post(1).frame(HEADERS, END_HEADERS | END_STREAM, 1, fields(":path", "/")),
                        OF_STREAM),
                shape(
                        "8.3.1 no method",
                        w -> w.frame(HEADERS, END_HEADERS | END_STREAM, 1, fields(":scheme", "http", ":path", "/")),
                        OF_STREAM),
                shape(
                        "8.3.1 no path",
                        w -> w.frame(HEADERS, END_HEADERS | END_STREAM, 1, fields(":method", "GET", ":scheme", "http")),
                        OF_STREAM),
                shape(
                        "8.3.1 an empty path",
                        w -> w.frame(HEADERS, END_HEADERS | END_STREAM, 1, head("GET", "")),
                        OF_STREAM),
                shape("8.3.1 two methods", w -> w.get(1, ":method", "GET"), OF_STREAM));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void whatIsForbiddenEarnsItsError(Shape shape) throws Exception {
        try (Http2Wire wire = Http2Wire.open(f.port())) {
            shape.wrong().send(wire);
            String verdict = wire.verdict();
            while (verdict.equals("HEADERS 200")) {
                // An answer to what was right before it.
                verdict = wire.verdict();
            }
            String earned = verdict;
            assertTrue(shape.earns().contains(earned), () -> earned + " is not one of " + shape.earns());
        }
        assertServes();
    }

    @Test
    void settingsAndPingsAreAnsweredAndRequestsServed() throws Exception {
        try (Http2Wire wire = Http2Wire.open(f.port())) {
            byte[] payload = {1, 2, 3, 4, 5, 6, 7, 8};
            wire.frame(PING, 0, 0, payload);
            Http2Wire.Frame pong = wire.read();
            assertTrue(pong.is(PING, ACK));
            assertArrayEquals(payload, pong.payload());
            // What a server does not know it must ignore (4.1, 5.5, 6.5.2).
            wire.frame(0x42, 0xff, 0, payload)
                    .frame(SETTINGS, 0, 0, setting(0x42, 1))
                    .get(1);
            assertEquals("HEADERS 200", wire.verdict());
            wire.frame(HEADERS, END_STREAM, 3, Arrays.copyOf(head("GET", "/"), 7));
            wire.frame(CONTINUATION, END_HEADERS, 3, Arrays.copyOfRange(head("GET", "/"), 7, head("GET", "/").length));
            assertEquals("HEADERS 200", wire.verdict());
        }
    }

    @Test
    void streamsBeyondTheLimitAreRefused() throws Exception {
        try (Http2Wire wire = Http2Wire.open(f.port())) {
            for (int i = 0; i < 300; i++) {
                wire.post(2 * i + 1);
            }
            assertTrue(List.of("RST_STREAM REFUSED_STREAM", "GOAWAY PROTOCOL_ERROR", "CLOSED")
                    .contains(wire.verdict()));
        }
        assertServes();
    }

    static Stream<Shape> floods() {
        byte[] filler = fields("x", "y".repeat(8_000));
        return Stream.of(
                shape("rapid reset, CVE-2023-44487", w -> {
                    for (int i = 0; i < 20_000; i++) {
                        w.get(2 * i + 1).frame(RST_STREAM, 0, 2 * i + 1, number(8));
                    }
                }),
                shape("continuation, CVE-2024-27316", w -> {
                    w.frame(HEADERS, END_STREAM, 1, head("GET", "/"));
                    for (int i = 0; i < 2_000; i++) {
                        w.frame(CONTINUATION, 0, 1, filler);
                    }
                }),
                shape(
                        "pings whose answers nobody reads, CVE-2019-9512",
                        w -> w.frames(500_000, PING, 0, 0, new byte[8])),
                shape("settings whose answers nobody reads, CVE-2019-9515", w -> w.frames(700_000, SETTINGS, 0, 0)),
                shape("empty frames, CVE-2019-9518", w -> w.post(1).frames(20_000, DATA, 0, 1)));
    }

    @ParameterizedTest
    @MethodSource("floods")
    void aFloodEndsTheConnectionAndNothingElse(Shape flood) throws Exception {
        try (Http2Wire wire = Http2Wire.open(f.port())) {
            flood.wrong().send(wire);
            String verdict = wire.verdict();
            while (!verdict.equals("CLOSED") && !verdict.startsWith("GOAWAY")) {
                verdict = wire.verdict();
            }
            String end = verdict;
            assertTrue(
                    List.of("CLOSED", "GOAWAY ENHANCE_YOUR_CALM", "GOAWAY PROTOCOL_ERROR")
                            .contains(end),
                    end);
        }
        assertServes();
    }

    private static void assertServes() throws Exception {
        HttpResponse<String> other = f.get("/");
        assertEquals(200, other.statusCode());
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            bytes.writeBytes(part);
        }
        return bytes.toByteArray();
    }
}
