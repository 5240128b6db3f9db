package dev.sluice.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.contract.snapshot.Credentials;
import dev.sluice.contract.snapshot.Endpoint;
import dev.sluice.contract.snapshot.Endpoint.Protocol;
import dev.sluice.contract.snapshot.Listener;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** TLS to providers and from clients, and every protocol a provider may speak. */
class TlsTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final TestCertificate CERTIFICATE = certificate();
    private static final Credentials CERTIFICATES = new Credentials(
            1,
            Map.of(
                    "default/ca/pem",
                    CERTIFICATE.certificate(),
                    "default/tls/pem",
                    CERTIFICATE.pair(),
                    "default/other/pem",
                    TestCertificate.of("elsewhere.example").certificate()));
    private static HttpServer secure;
    private static HttpServer clear;

    @BeforeAll
    static void start() {
        Buffer pem = Buffer.buffer(CERTIFICATE.pair());
        secure = GatewayFixture.await(VERTX.createHttpServer(new HttpServerOptions()
                        .setSsl(true)
                        .setUseAlpn(true)
                        .setKeyCertOptions(
                                new PemKeyCertOptions().addCertValue(pem).addKeyValue(pem)))
                .requestHandler(r -> r.response().end(r.version() + " " + r.authority()))
                .listen(0, "127.0.0.1"));
        clear = GatewayFixture.await(VERTX.createHttpServer()
                .requestHandler(r -> r.response().end(r.version() + " " + r.authority()))
                .listen(0, "127.0.0.1"));
    }

    @AfterAll
    static void stop() {
        GatewayFixture.await(VERTX.close());
    }

    private static Snapshots to(Protocol protocol, String verifiedName, String ca) {
        return to(protocol, protocol == Protocol.H2C ? null : new Endpoint.Tls(verifiedName, ca, null));
    }

    private static Snapshots to(Protocol protocol, Endpoint.Tls tls) {
        int port = protocol == Protocol.H2C ? clear.actualPort() : secure.actualPort();
        return Snapshots.http()
                .with(s -> s.endpoints.add(new Endpoint("127.0.0.1", port, false, "", null, protocol, tls)));
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void speaksTheProvidersProtocol(Protocol protocol) throws Exception {
        try (GatewayFixture f = new GatewayFixture()) {
            f.serve(to(protocol, "provider.example", "default/ca/pem").build(), CERTIFICATES);
            var answer = f.get("/");
            assertEquals(200, answer.statusCode(), answer.body());
            String host = protocol == Protocol.H2C
                    ? "127.0.0.1:" + clear.actualPort()
                    : "provider.example:" + secure.actualPort();
            assertEquals((protocol == Protocol.HTTP1 ? "HTTP_1_1 " : "HTTP_2 ") + host, answer.body());
        }
    }

    @Test
    void doesNotTrustAnotherNameOrAnUnknownAuthority() throws Exception {
        try (GatewayFixture f = new GatewayFixture()) {
            f.serve(to(Protocol.HTTP1, "other.example", "default/ca/pem").build(), CERTIFICATES);
            assertEquals(503, f.get("/").statusCode());
            f.serve(
                    to(Protocol.HTTP1, "provider.example", null)
                            .with(s -> s.revision = 2)
                            .build(),
                    CERTIFICATES);
            assertEquals(503, f.get("/").statusCode());
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Protocol.class,
            names = {"HTTP1", "HTTP2"})
    void showsItsOwnCertificateToWhoAsks(Protocol protocol) throws Exception {
        TestCertificate own = TestCertificate.of("gateway.example");
        Buffer pem = Buffer.buffer(CERTIFICATE.pair());
        HttpServer asking = GatewayFixture.await(VERTX.createHttpServer(new HttpServerOptions()
                        .setSsl(true)
                        .setUseAlpn(true)
                        .setClientAuth(ClientAuth.REQUIRED)
                        .setTrustOptions(new PemTrustOptions().addCertValue(Buffer.buffer(own.certificate())))
                        .setKeyCertOptions(
                                new PemKeyCertOptions().addCertValue(pem).addKeyValue(pem)))
                .requestHandler(r -> r.response().end("known"))
                .listen(0, "127.0.0.1"));
        Credentials pairs =
                new Credentials(1, Map.of("default/ca/pem", CERTIFICATE.certificate(), "default/own/pem", own.pair()));
        Endpoint.Tls anonymous = new Endpoint.Tls("provider.example", "default/ca/pem", null);
        try (GatewayFixture f = new GatewayFixture()) {
            f.serve(
                    at(asking, protocol, anonymous.withClientCertificate("default/own/pem"))
                            .build(),
                    pairs);
            assertEquals("known", f.get("/").body());
            f.serve(at(asking, protocol, anonymous).with(s -> s.revision = 2).build(), pairs);
            assertEquals(503, f.get("/").statusCode());
        }
    }

    private static Snapshots at(HttpServer server, Protocol protocol, Endpoint.Tls tls) {
        return Snapshots.http()
                .with(s -> s.endpoints.add(
                        new Endpoint("127.0.0.1", server.actualPort(), false, "", null, protocol, tls)));
    }

    @Test
    void servesHttpsWithTheGivenCertificate() throws Exception {
        try (GatewayFixture f = new GatewayFixture()) {
            RawUpstream up = f.upstream(RawUpstream.answer(200, "text/plain", "ok"));
            f.serve(
                    Snapshots.http(up.port())
                            .with(s -> s.listeners = List.of(new Listener(
                                    "https", "", 8443, 0, Listener.Protocol.HTTPS, List.of("default/tls/pem"))))
                            .build(),
                    CERTIFICATES);
            var client = VERTX.createHttpClient(new HttpClientOptions()
                    .setSsl(true)
                    .setVerifyHost(false)
                    .setTrustOptions(new PemTrustOptions().addCertValue(Buffer.buffer(CERTIFICATE.certificate()))));
            Buffer body = GatewayFixture.await(client.request(HttpMethod.GET, f.port(), "127.0.0.1", "/")
                    .compose(request -> request.send())
                    .compose(response -> response.body()));
            assertEquals("ok", body.toString());
            assertEquals("https", up.requests.getFirst().headers().get("x-forwarded-proto"));
            GatewayFixture.await(client.close());
        }
    }

    @Test
    void aListenerWithoutItsCertificateDoesNotStopTheOthers() throws Exception {
        try (GatewayFixture f = new GatewayFixture()) {
            RawUpstream up = f.upstream(RawUpstream.answer(200, "text/plain", "ok"));
            f.serve(Snapshots.http(up.port())
                    .with(s -> s.listeners = List.of(
                            new Listener("http", "", 8080, 0, Listener.Protocol.HTTP, List.of()),
                            new Listener(
                                    "https", "", 8443, 8443, Listener.Protocol.HTTPS, List.of("default/none/pem")))));
            assertEquals(200, f.get("/").statusCode());
            assertTrue(f.gateway.ports().containsKey(0));
            assertEquals(1, f.gateway.ports().size());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "HOSTNAME, provider.example, 200",
        "HOSTNAME, PROVIDER.example, 200",
        "HOSTNAME, other.example, 503",
        "URI, spiffe://provider.example/node, 200",
        "URI, spiffe://provider.example/other, 503",
        "URI, provider.example, 503"
    })
    void alternativeNamesReplaceTheHostname(Endpoint.SubjectAltName.Kind kind, String value, int status)
            throws Exception {
        try (GatewayFixture f = new GatewayFixture()) {
            Endpoint.Tls tls = new Endpoint.Tls(
                    "unknown.example",
                    "default/ca/pem",
                    null,
                    List.of(),
                    List.of(
                            new Endpoint.SubjectAltName(Endpoint.SubjectAltName.Kind.URI, "spiffe://x"),
                            new Endpoint.SubjectAltName(kind, value)));
            f.serve(to(Protocol.HTTP1, tls).build(), CERTIFICATES);
            assertEquals(status, f.get("/").statusCode());
        }
    }

    @Test
    void alternativeNamesDoNotReplaceTheAuthority() throws Exception {
        try (GatewayFixture f = new GatewayFixture()) {
            Endpoint.SubjectAltName name =
                    new Endpoint.SubjectAltName(Endpoint.SubjectAltName.Kind.HOSTNAME, "provider.example");
            f.serve(
                    to(Protocol.HTTP1, new Endpoint.Tls("provider.example", null, null, List.of(), List.of(name)))
                            .build(),
                    CERTIFICATES);
            assertEquals(503, f.get("/").statusCode());
        }
    }

    @Test
    void furtherAuthoritiesAreTrustedToo() throws Exception {
        try (GatewayFixture f = new GatewayFixture()) {
            f.serve(
                    to(
                                    Protocol.HTTP1,
                                    new Endpoint.Tls(
                                            "provider.example",
                                            "default/other/pem",
                                            null,
                                            List.of("default/ca/pem"),
                                            List.of()))
                            .build(),
                    CERTIFICATES);
            assertEquals(200, f.get("/").statusCode());
        }
    }

    private static TestCertificate certificate() {
        try {
            return TestCertificate.of("provider.example", "dns:provider.example,uri:spiffe://provider.example/node");
        } catch (Exception e) {
            throw new IllegalStateException("no certificate to test with", e);
        }
    }
}
