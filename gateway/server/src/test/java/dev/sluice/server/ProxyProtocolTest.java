package dev.sluice.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.contract.snapshot.Clients;
import dev.sluice.contract.snapshot.Credentials;
import dev.sluice.contract.snapshot.Listener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections that begin by saying where they come from. */
class ProxyProtocolTest {
    private static final String GET = "GET / HTTP/1.1\r\nHost: shop.example\r\nConnection: close\r\n\r\n";
    private static final byte[] SIGNATURE = HexFormat.of().parseHex("0d0a0d0a000d0a515549540a");

    private static GatewayFixture fixture() {
        return new GatewayFixture(options -> options.withProxyProtocol(true));
    }

    private static byte[] version1(String addresses) {
        return ("PROXY " + addresses + "\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    /** @param command 0x21 for PROXY, 0x20 for LOCAL @param family 0x11 for TCP over IPv4, 0x21 over IPv6, 0 for none */
    private static byte[] version2(int command, int family, String... addresses) throws IOException {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        for (String address : addresses) {
            block.write(InetAddress.ofLiteral(address).getAddress());
        }
        if (addresses.length > 0) {
            block.write(ByteBuffer.allocate(4)
                    .putShort((short) 1234)
                    .putShort((short) 80)
                    .array());
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(SIGNATURE);
        out.write(command);
        out.write(family);
        out.write(ByteBuffer.allocate(2).putShort((short) block.size()).array());
        out.write(block.toByteArray());
        return out.toByteArray();
    }

    /** Everything that comes back until the connection ends. */
    private static String exchange(GatewayFixture f, byte[] header) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", f.port())) {
            socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(GatewayFixture.TIMEOUT_SECONDS));
            socket.getOutputStream().write(header);
            socket.getOutputStream().write(GET.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        } catch (java.net.SocketException reset) {
            return "";
        }
    }

    private static String seenBy(RawUpstream up) {
        return up.requests.getLast().headers().get("x-forwarded-for");
    }

    @Test
    void theClientIsTheOneTheHeaderNames() throws Exception {
        try (GatewayFixture f = fixture()) {
            RawUpstream up = f.upstream(RawUpstream.answer(200, "text/plain", "yes"));
            f.serve(Snapshots.http(up.port()));

            assertTrue(exchange(f, version1("TCP4 203.0.113.7 198.51.100.1 1234 80"))
                    .startsWith("HTTP/1.1 200"));
            assertEquals("203.0.113.7", seenBy(up));
            exchange(f, version1("TCP6 2001:db8::7 2001:db8::1 1234 80"));
            assertEquals(InetAddress.ofLiteral("2001:db8::7"), InetAddress.ofLiteral(seenBy(up)));
            exchange(f, version2(0x21, 0x11, "203.0.113.8", "198.51.100.1"));
            assertEquals("203.0.113.8", seenBy(up));
            exchange(f, version2(0x21, 0x21, "2001:db8::8", "2001:db8::1"));
            assertEquals(InetAddress.ofLiteral("2001:db8::8"), InetAddress.ofLiteral(seenBy(up)));
        }
    }

    @Test
    void aBalancerThatSpeaksForItselfIsTheClient() throws Exception {
        try (GatewayFixture f = fixture()) {
            RawUpstream up = f.upstream(RawUpstream.answer(200, "text/plain", "yes"));
            f.serve(Snapshots.http(up.port()));
            assertTrue(exchange(f, version1("UNKNOWN")).startsWith("HTTP/1.1 200"));
            assertEquals("127.0.0.1", seenBy(up));
            assertTrue(exchange(f, version2(0x20, 0)).startsWith("HTTP/1.1 200"));
            assertEquals("127.0.0.1", seenBy(up));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "PROXY \r\n",
                "PROXY TCP4 nobody 198.51.100.1 1234 80\r\n",
                "PROXY TCP4 203.0.113.7 198.51.100.1 99999 80\r\n",
                "PROXI TCP4 203.0.113.7 198.51.100.1 1234 80\r\n"
            })
    void aConnectionWithoutARightHeaderIsClosedUnanswered(String header) throws Exception {
        try (GatewayFixture f = fixture()) {
            RawUpstream up = f.upstream(RawUpstream.answer(200, "text/plain", "yes"));
            f.serve(Snapshots.http(up.port()));
            assertEquals("", exchange(f, header.getBytes(StandardCharsets.US_ASCII)));
            assertEquals(0, up.requests.size());
        }
    }

    @Test
    void listsOfAddressesAreAboutTheClientBehindTheBalancer() throws Exception {
        try (GatewayFixture f = fixture()) {
            RawUpstream up = f.upstream(RawUpstream.answer(200, "text/plain", "yes"));
            f.serve(Snapshots.http(up.port())
                    .with(s -> s.clients = Clients.ANY.from(List.of(List.of("203.0.113.0/24")), List.of())));
            assertTrue(exchange(f, version1("TCP4 203.0.113.7 198.51.100.1 1234 80"))
                    .startsWith("HTTP/1.1 200"));
            assertTrue(
                    exchange(f, version1("TCP4 192.0.2.7 198.51.100.1 1234 80")).startsWith("HTTP/1.1 403"));
        }
    }

    @Test
    void theHeaderComesBeforeTls() throws Exception {
        TestCertificate certificate = TestCertificate.of("shop.example");
        try (GatewayFixture f = fixture()) {
            RawUpstream up = f.upstream(RawUpstream.answer(200, "text/plain", "yes"));
            f.serve(
                    Snapshots.http(up.port())
                            .with(s -> s.listeners = List.of(new Listener(
                                    "https", "", 8443, 0, Listener.Protocol.HTTPS, List.of("default/tls/pem"))))
                            .build(),
                    new Credentials(1, Map.of("default/tls/pem", certificate.pair())));
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new Anybody()}, null);
            try (Socket plain = new Socket("127.0.0.1", f.port())) {
                plain.setSoTimeout((int) TimeUnit.SECONDS.toMillis(GatewayFixture.TIMEOUT_SECONDS));
                plain.getOutputStream().write(version2(0x21, 0x11, "203.0.113.9", "198.51.100.1"));
                SSLSocket secure =
                        (SSLSocket) context.getSocketFactory().createSocket(plain, "shop.example", f.port(), false);
                secure.getOutputStream().write(GET.getBytes(StandardCharsets.US_ASCII));
                String answer = new String(secure.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
                assertTrue(answer.startsWith("HTTP/1.1 200"), answer);
            }
            assertEquals("203.0.113.9", seenBy(up));
        }
    }

    /** The server is the one just started; nothing about its certificate is in question here. */
    private static final class Anybody extends javax.net.ssl.X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(java.security.cert.X509Certificate[] chain, String type) {}

        @Override
        public void checkClientTrusted(java.security.cert.X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(
                java.security.cert.X509Certificate[] chain, String type, javax.net.ssl.SSLEngine engine) {}

        @Override
        public void checkServerTrusted(java.security.cert.X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(java.security.cert.X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(
                java.security.cert.X509Certificate[] chain, String type, javax.net.ssl.SSLEngine engine) {}

        @Override
        public java.security.cert.X509Certificate[] getAcceptedIssuers() {
            return new java.security.cert.X509Certificate[0];
        }
    }
}
