package dev.sluice.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sluice.contract.snapshot.ConfigSnapshot;
import dev.sluice.contract.snapshot.Credentials;
import dev.sluice.contract.snapshot.Listener;
import dev.sluice.contract.snapshot.Listener.ClientValidation;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.HostAndPort;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.SocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** TLS to clients: certificates by name, requests on the wrong connection, certificates of clients. */
class ClientTlsTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final TestCertificate ONE = TestCertificate.of("one.example");
    private static final TestCertificate TWO = TestCertificate.of("two.example");
    private static final TestCertificate FRIEND = TestCertificate.of("friend.example");
    private static final TestCertificate STRANGER = TestCertificate.of("stranger.example");
    private static final Credentials CREDENTIALS = new Credentials(
            1, Map.of("d/one/pem", ONE.pair(), "d/two/pem", TWO.pair(), "d/friends/ca", FRIEND.certificate()));

    @AfterAll
    static void stop() {
        GatewayFixture.await(VERTX.close());
    }

    private static Listener https(String name, String hostname, String certificate, ClientValidation validation) {
        return new Listener(name, hostname, 8443, 0, Listener.Protocol.HTTPS, List.of(certificate), validation);
    }

    private static ConfigSnapshot snapshot(RawUpstream up, Listener... listeners) {
        return Snapshots.http(up.port())
                .with(s -> s.listeners = List.of(listeners))
                .build();
    }

    private static HttpClient client(HttpVersion version, TestCertificate own) {
        HttpClientOptions options = new HttpClientOptions()
                .setSsl(true)
                .setUseAlpn(true)
                .setForceSni(true)
                .setProtocolVersion(version)
                .setTrustOptions(new PemTrustOptions()
                        .addCertValue(Buffer.buffer(ONE.certificate()))
                        .addCertValue(Buffer.buffer(TWO.certificate())))
                .setVerifyHost(false);
        if (own != null) {
            Buffer pair = Buffer.buffer(own.pair());
            options.setKeyCertOptions(new PemKeyCertOptions().addCertValue(pair).addKeyValue(pair));
        }
        return VERTX.createHttpClient(options);
    }

    /** A request for one host on a connection made for another. */
    private static HttpClientResponse get(HttpClient client, GatewayFixture f, String serverName, String host) {
        return GatewayFixture.await(client.request(new RequestOptions()
                        .setMethod(HttpMethod.GET)
                        .setServer(SocketAddress.inetSocketAddress(f.port(), "127.0.0.1"))
                        .setHost(serverName)
                        .setPort(8443)
                        .setURI("/"))
                .compose(request ->
                        request.authority(HostAndPort.create(host, -1)).send()));
    }

    @ParameterizedTest
    @EnumSource(
            value = HttpVersion.class,
            names = {"HTTP_1_1", "HTTP_2"})
    void choosesTheCertificateByNameAndTheVersionByAlpn(HttpVersion version) throws Exception {
        try (GatewayFixture f = new GatewayFixture()) {
            RawUpstream up = f.upstream(RawUpstream.answer(200, "text/plain", "ok"));
            f.serve(
                    snapshot(
                            up,
                            https("one", "one.example", "d/one/pem", null),
                            https("two", "two.example", "d/two/pem", null)),
                    CREDENTIALS);
            HttpClient client = client(version, null);
            for (String name : List.of("one.example", "two.example")) {
                HttpClientResponse answer = get(client, f, name, name);
                assertEquals(200, answer.statusCode());
                assertEquals(version, answer.version());
                assertEquals(
                        "CN=" + name,
                        answer.request()
                                .connection()
                                .sslSession()
                                .getPeerPrincipal()
                                .getName());
            }
            GatewayFixture.await(client.close());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "one.example, one.example, 200",
        "one.example, two.example, 421",
        "one.example, a.wild.example, 421",
        "one.example, other.example, 421",
        "a.wild.example, b.wild.example, 200",
        "a.wild.example, one.example, 421",
        "other.example, another.example, 200",
        "other.example, one.example, 421",
        "ONE.example, one.example, 200"
    })
    void aRequestOnAnotherListenersConnectionIsMisdirected(String serverName, String host, int status)
            throws Exception {
        try (GatewayFixture f = new GatewayFixture(o -> o.withEventLoops(1))) {
            RawUpstream up = f.upstream(RawUpstream.answer(200, "text/plain", "ok"));
            f.serve(
                    snapshot(
                            up,
                            https("any", "", "d/one/pem", null),
                            https("one", "one.example", "d/one/pem", null),
                            https("two", "two.example", "d/two/pem", null),
                            https("wild", "*.wild.example", "d/one/pem", null)),
                    CREDENTIALS);
            HttpClient client = client(HttpVersion.HTTP_2, null);
            assertEquals(status, get(client, f, serverName, host).statusCode());
            GatewayFixture.await(client.close());
        }
    }

    @Test
    void onlyClientsWithACertificateOfTheAuthorityAreServed() throws Exception {
        try (GatewayFixture f = new GatewayFixture()) {
            RawUpstream up = f.upstream(RawUpstream.answer(200, "text/plain", "ok"));
            ClientValidation friends = new ClientValidation(List.of("d/friends/ca"), false);
            f.serve(snapshot(up, https("one", "", "d/one/pem", friends)), CREDENTIALS);
            assertEquals(200, status(f, FRIEND));
            assertThrows(CompletionException.class, () -> status(f, STRANGER));
            assertThrows(CompletionException.class, () -> status(f, null));
        }
    }

    @Test
    void insecureFallbackServesAllAndMayBeSwitchedWhileServing() throws Exception {
        try (GatewayFixture f = new GatewayFixture()) {
            RawUpstream up = f.upstream(RawUpstream.answer(200, "text/plain", "ok"));
            ClientValidation friends = new ClientValidation(List.of("d/friends/ca"), true);
            f.serve(snapshot(up, https("one", "", "d/one/pem", friends)), CREDENTIALS);
            assertEquals(200, status(f, FRIEND));
            assertEquals(200, status(f, STRANGER));
            assertEquals(200, status(f, null));

            ClientValidation strict = new ClientValidation(List.of("d/friends/ca"), false);
            f.serve(snapshot(up, https("one", "", "d/one/pem", strict)).withRevision(1, 2), CREDENTIALS);
            GatewayFixture.eventually("strangers are refused", () -> {
                try {
                    status(f, STRANGER);
                    return false;
                } catch (CompletionException refused) {
                    return true;
                }
            });
            assertEquals(200, status(f, FRIEND));
        }
    }

    @Test
    void aListenersOwnCertificateIsShownWhateverNamesItCarries() throws Exception {
        try (GatewayFixture f = new GatewayFixture()) {
            RawUpstream up = f.upstream(RawUpstream.answer(200, "text/plain", "ok"));
            f.serve(
                    snapshot(
                            up,
                            https("two", "*.wild.example", "d/two/pem", null),
                            https("one", "", "d/one/pem", null),
                            https("none", "none.example", "d/none/pem", null)),
                    CREDENTIALS);
            HttpClient client = client(HttpVersion.HTTP_1_1, null);
            assertEquals("CN=two.example", shownTo(client, f, "a.wild.example"));
            assertEquals("CN=one.example", shownTo(client, f, "two.example"));
            assertEquals("CN=one.example", shownTo(client, f, "none.example"));
            GatewayFixture.await(client.close());
        }
    }

    private static String shownTo(HttpClient client, GatewayFixture f, String name) throws Exception {
        return get(client, f, name, name)
                .request()
                .connection()
                .sslSession()
                .getPeerPrincipal()
                .getName();
    }

    @Test
    void aPortWhoseAuthorityIsNotThereYetIsNotServed() throws Exception {
        try (GatewayFixture f = new GatewayFixture()) {
            RawUpstream up = f.upstream(RawUpstream.answer(200, "text/plain", "ok"));
            f.serve(
                    snapshot(up, https("one", "", "d/one/pem", new ClientValidation(List.of("d/none/ca"), false))),
                    CREDENTIALS);
            assertEquals(Map.of(), f.gateway.ports());
        }
    }

    private static int status(GatewayFixture f, TestCertificate own) {
        HttpClient client = client(HttpVersion.HTTP_1_1, own);
        try {
            return get(client, f, "one.example", "one.example").statusCode();
        } finally {
            client.close();
        }
    }
}
