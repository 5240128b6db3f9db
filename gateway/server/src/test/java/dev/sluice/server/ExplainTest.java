package dev.sluice.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.contract.codec.ContractCodec;
import dev.sluice.contract.explain.Explanation;
import dev.sluice.contract.observation.Observation;
import dev.sluice.contract.snapshot.Credential;
import dev.sluice.contract.snapshot.Credentials;
import dev.sluice.server.admin.AdminServer;
import dev.sluice.server.admin.AdminSource;
import io.vertx.core.Future;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code /api/v1/explain} of a pod's admin port. */
class ExplainTest {
    private static final String KEY = "s3cr3t-k3y";

    private static HttpResponse<String> ask(GatewayFixture f, String query) throws Exception {
        try (AdminServer admin = AdminServer.start("127.0.0.1", 0, source(f.gateway));
                HttpClient client = HttpClient.newHttpClient()) {
            URI uri = URI.create("http://127.0.0.1:" + admin.port() + "/api/v1/explain" + query);
            return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    private static AdminSource source(Gateway gateway) {
        return new AdminSource() {
            @Override
            public boolean ready() {
                return true;
            }

            @Override
            public Future<String> metrics() {
                return gateway.metrics();
            }

            @Override
            public Future<Observation> observe() {
                return gateway.observe();
            }

            @Override
            public Future<Explanation> explain(String rawQuery) {
                return gateway.explain(rawQuery);
            }
        };
    }

    @Test
    void saysWhoWouldBeAskedWithoutAskingAnybody() throws Exception {
        try (GatewayFixture f = new GatewayFixture()) {
            RawUpstream up = f.upstream(RawUpstream.answer(200, "text/plain", "ok"));
            f.serve(Snapshots.http(up.port()));
            HttpResponse<String> answer = ask(f, "?path=/x");
            assertEquals(200, answer.statusCode(), answer.body());
            Explanation read = new ContractCodec().readExplanation(answer.body().getBytes(UTF_8));
            assertEquals("Picked", read.outcome());
            assertNotNull(read.choice());
            assertNotNull(read.choice().next());
            assertEquals("default/p0", read.choice().next().provider());
            assertEquals(
                    "127.0.0.1:" + up.port(),
                    read.choice().candidates().getFirst().endpoints().getFirst().address());
            assertTrue(up.requests.isEmpty());
            assertTrue(f.observe().traffic().isEmpty(), "nothing is counted");
        }
    }

    @Test
    void tellsNoCredential() throws Exception {
        try (GatewayFixture f = new GatewayFixture()) {
            Snapshots snapshots = Snapshots.http().with(s -> {
                s.endpoints.add(Snapshots.plain("127.0.0.1", 9, "/v2/{credential}"));
                s.credentials = List.of(
                        new Credential(Credential.Place.PATH, "", "default/keys/a"),
                        new Credential(Credential.Place.HEADER, "X-Api-Key", "default/keys/a"));
            });
            f.serve(snapshots.build(), new Credentials(1, Map.of("default/keys/a", KEY)));
            HttpResponse<String> answer = ask(f, "?path=/x");
            assertEquals(200, answer.statusCode());
            assertFalse(answer.body().contains(KEY), answer.body());
        }
    }

    @Test
    void whoCannotBeAskedIsShownWithTheReason() throws Exception {
        try (GatewayFixture f = new GatewayFixture()) {
            Snapshots snapshots = Snapshots.http(9)
                    .with(s -> s.credentials =
                            List.of(new Credential(Credential.Place.HEADER, "X-Api-Key", "default/keys/a")));
            f.serve(snapshots.build(), Credentials.NONE);
            Explanation read = GatewayFixture.await(f.gateway.explain("path=/x"));
            assertEquals("NoCandidate", read.outcome());
            assertNotNull(read.choice());
            Explanation.Candidate only = read.choice().candidates().getFirst();
            assertEquals("Withheld", only.removedBy());
            assertTrue(String.valueOf(only.detail()).contains("default/keys/a"), only.toString());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "?pfad=/x|pfad: is not known",
                "?path=x|path: x is not a path",
                "?port=1|port: no listener has 1",
                "?port=http|port: http is not a number",
                "?call=eth_call&body={}|body: goes not with call",
                "?header=nothing|header:",
                "?path=/a&path=/b|path: is given twice",
                "?path=%zz|path"
            })
    void aDescriptionThatIsNoneIsRefusedWithWhatIsExpected(String query, String told) throws Exception {
        try (GatewayFixture f = new GatewayFixture()) {
            f.serve(Snapshots.http(9));
            HttpResponse<String> answer = ask(f, query.replace("{}", "%7B%7D").replace("%zz", "%25zz"));
            assertEquals(400, answer.statusCode(), answer.body());
            assertTrue(answer.body().contains(told), answer.body());
        }
    }

    @Test
    void beforeTheFirstSnapshotThereIsNoRoute() {
        try (Gateway gateway = new GatewayFixture().gateway) {
            assertEquals("NoRoute", GatewayFixture.await(gateway.explain(null)).outcome());
        }
    }
}
