package dev.sluice.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How clients keep, share and end their connections. */
class ConnectionTest {
    private static GatewayFixture f;
    private static RawUpstream up;

    @BeforeAll
    static void start() throws Exception {
        f = new GatewayFixture();
        up = f.upstream((request, socket, out) -> {
            if (request.target().equals("/stream")) {
                RawUpstream.raw(out, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X-T\r\n\r\n");
                RawUpstream.raw(out, "2\r\nok\r\n0\r\nX-T: 1\r\n\r\n");
            } else {
                RawUpstream.write(out, 200, "text/plain", request.target() + request.text());
            }
        });
        f.serve(Snapshots.http(up.port()));
    }

    @AfterAll
    static void stop() throws Exception {
        f.close();
    }

    @Test
    void closeAmongOtherOptionsClosesAfterTheAnswer() throws Exception {
        // Returns only when the gateway closes.
        String answer =
                f.raw("POST /a HTTP/1.1\r\nHost: a\r\nConnection: close, x-b\r\nX-B: 1\r\nContent-Length: 2\r\n\r\nhi");
        assertTrue(answer.startsWith("HTTP/1.1 200") && answer.endsWith("/ahi"), answer);
        assertTrue(answer.toLowerCase().contains("connection: close"), answer);
        assertFalse(up.requests.getLast().headers().containsKey("x-b"));
    }

    @Test
    void pipelinedRequestsAreAnsweredInTheirOrder() throws Exception {
        String get = " HTTP/1.1\r\nHost: a\r\n";
        String answer = f.raw("GET /1" + get + "\r\nPOST /2" + get + "Content-Length: 1\r\n\r\nxGET /stream" + get
                + "\r\nGET /4" + get + "Connection: close\r\n\r\n");
        int one = answer.indexOf("/1");
        int two = answer.indexOf("/2x");
        int three = answer.indexOf("2\r\nok\r\n0\r\nX-T: 1\r\n\r\n");
        int four = answer.indexOf("/4");
        assertTrue(0 < one && one < two && two < three && three < four, answer);
    }

    @Test
    void anHttp10ClientIsAnsweredInItsWay() throws Exception {
        String plain = f.raw("GET /a HTTP/1.0\r\n\r\n");
        assertTrue(plain.startsWith("HTTP/1.0 200") && plain.endsWith("/a"), plain);
        String streamed = f.raw("GET /stream HTTP/1.0\r\nHost: a\r\n\r\n");
        assertFalse(streamed.toLowerCase().contains("transfer-encoding"), streamed);
        assertTrue(streamed.endsWith("\r\n\r\nok"), streamed);
        String kept = f.raw("GET /a HTTP/1.0\r\nConnection: keep-alive\r\n\r\nGET /b HTTP/1.0\r\n\r\n");
        assertTrue(kept.contains("/a") && kept.endsWith("/b"), kept);
    }

    @Test
    void aClientThatAsksMaySendItsBody() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", f.port())) {
            socket.setSoTimeout(10_000);
            InputStream in = socket.getInputStream();
            socket.getOutputStream()
                    .write("POST /e HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n"
                            .getBytes());
            String go = "HTTP/1.1 100 Continue\r\n\r\n";
            assertEquals(go, new String(in.readNBytes(go.length()), StandardCharsets.US_ASCII));
            socket.getOutputStream().write("hi".getBytes());
            assertEquals("HTTP/1.1 200", new String(in.readNBytes(12), StandardCharsets.US_ASCII));
        }
        assertFalse(up.requests.getLast().headers().containsKey("expect"));
        assertEquals("hi", up.requests.getLast().text());
    }

    @Test
    void trailersAreDroppedAndCannotBecomeHeaders() throws Exception {
        String answer = f.raw(
                "POST /t HTTP/1.1\r\nHost: a\r\nConnection: close\r\nTrailer: X-T\r\nTransfer-Encoding: chunked\r\n\r\n"
                        + "2\r\nhi\r\n0\r\nX-T: 1\r\nAuthorization: x\r\n\r\n");
        assertTrue(answer.endsWith("/thi"), answer);
        var seen = up.requests.getLast().headers();
        assertFalse(seen.containsKey("x-t") || seen.containsKey("authorization") || seen.containsKey("trailer"));
    }

    @Test
    void tooManyHeadersAreRefusedWhateverTheirSize() throws Exception {
        String few = f.raw("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n" + "A:b\r\n".repeat(250) + "\r\n");
        assertTrue(few.startsWith("HTTP/1.1 200"), few);
        String many = f.raw("GET / HTTP/1.1\r\nHost: a\r\n" + "A:b\r\n".repeat(257) + "\r\n");
        assertTrue(many.startsWith("HTTP/1.1 431"), many);
    }

    @Test
    void everyHopThatWasNamedIsKept() throws Exception {
        f.raw("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nX-Forwarded-For: 203.0.113.1\r\n"
                + "X-Forwarded-For: 203.0.113.2\r\nX-Forwarded-Proto: https\r\nVia: 1.0 a\r\nVia: 1.1 b\r\n\r\n");
        var seen = up.requests.getLast().headers();
        assertEquals("203.0.113.1, 203.0.113.2, 127.0.0.1", seen.get("x-forwarded-for"));
        assertEquals("http", seen.get("x-forwarded-proto"));
        assertEquals("1.0 a, 1.1 b, 1.1 sluice", seen.get("via"));
    }
}
