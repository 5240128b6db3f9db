package dev.sluice.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.contract.observation.ProviderSight.Health;
import dev.sluice.contract.snapshot.HealthCheck;
import dev.sluice.contract.snapshot.Retry;
import dev.sluice.contract.snapshot.Timeouts;
import dev.sluice.server.options.TransportKind;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where providers may be, how they are watched, and how long they may take. */
class ProviderSafetyTest {

    @ParameterizedTest
    @ValueSource(strings = {"169.254.169.254", "fe80::1", "::ffff:169.254.169.254", "0.0.0.0", "fd00:ec2::254"})
    void aNameThatLeadsToAForbiddenAddressIsNotConnected(String address) throws Exception {
        try (GatewayFixture f = new GatewayFixture(
                o -> o.withResolver(host -> List.of(InetAddress.ofLiteral(address)), 10_000_000_000L))) {
            f.serve(Snapshots.jsonRpc().with(s -> s.endpoints.add(Snapshots.plain("innocent.example", 80, ""))));
            HttpResponse<String> answer = f.call("eth_chainId", 1);
            assertEquals(503, answer.statusCode());
            assertEquals(Health.UNHEALTHY, f.sight("default/p0").health());
            assertTrue(f.sight("default/p0").lastError().contains("innocent.example"));
        }
    }

    @Test
    void loopbackIsForbiddenUnlessAllowed() throws Exception {
        try (GatewayFixture f = new GatewayFixture(o -> o.withLoopbackAllowed(false))) {
            RawUpstream up = f.upstream(RawUpstream.node("0x1"));
            f.serve(Snapshots.jsonRpc(up.port()));
            assertEquals(503, f.call("eth_chainId", 1).statusCode());
            assertTrue(up.requests.isEmpty());
        }
    }

    @Test
    void aNameIsLookedUpAgainAndFollowed() throws Exception {
        AtomicReference<String> address = new AtomicReference<>("127.0.0.1");
        try (GatewayFixture f = new GatewayFixture(o -> o.withResolver(
                host -> {
                    String now = address.get();
                    if (now == null) {
                        throw new UnknownHostException(host);
                    }
                    return List.of(InetAddress.ofLiteral(now));
                },
                20_000_000L))) {
            RawUpstream up = f.upstream(RawUpstream.node("0x1"));
            f.serve(Snapshots.jsonRpc().with(s -> s.endpoints.add(Snapshots.plain("moving.example", up.port(), ""))));
            assertEquals(200, f.call("eth_chainId", 1).statusCode());
            assertEquals(
                    "moving.example:" + up.port(),
                    up.requests.getFirst().headers().get("host"));

            address.set(null);
            assertEquals(200, f.call("eth_chainId", 2).statusCode());

            address.set("169.254.169.254");
            GatewayFixture.eventually(
                    "it is withheld", () -> f.sight("default/p0").health() == Health.UNHEALTHY);
            assertEquals(503, f.call("eth_chainId", 3).statusCode());

            address.set("127.0.0.1");
            GatewayFixture.eventually("it is back", () -> f.sight("default/p0").health() != Health.UNHEALTHY);
            assertEquals(200, f.call("eth_chainId", 4).statusCode());
        }
    }

    @ParameterizedTest
    @EnumSource(HealthCheck.Kind.class)
    void probesTakeAProviderOutAndLetItInAgain(HealthCheck.Kind kind) throws Exception {
        try (GatewayFixture f = new GatewayFixture()) {
            RawUpstream up = f.upstream(RawUpstream.node("0x1234"));
            Snapshots snapshots =
                    kind == HealthCheck.Kind.HTTP ? Snapshots.http(up.port()) : Snapshots.jsonRpc(up.port());
            f.serve(snapshots.with(s -> s.healthCheck = new HealthCheck(
                    kind,
                    20 * Snapshots.MS,
                    200 * Snapshots.MS,
                    2,
                    2,
                    kind == HealthCheck.Kind.HTTP ? "/healthz" : "eth_blockNumber")));
            GatewayFixture.eventually(
                    "it is healthy", () -> f.sight("default/p0").health() == Health.HEALTHY);
            if (kind == HealthCheck.Kind.JSONRPC) {
                assertEquals(0x1234, f.sight("default/p0").headBlock());
            }
            if (kind == HealthCheck.Kind.TCP) {
                up.close();
            } else {
                up.behave(up.hang());
            }
            GatewayFixture.eventually(
                    "it is unhealthy", () -> f.sight("default/p0").health() == Health.UNHEALTHY);
            if (kind != HealthCheck.Kind.TCP) {
                up.behave(RawUpstream.node("0x1235"));
                GatewayFixture.eventually(
                        "it is healthy again", () -> f.sight("default/p0").health() == Health.HEALTHY);
            }
            assertTrue(f.sight("default/p0").probeFailures() >= 2);
        }
    }

    @Test
    void aRequestEndsInItsTimeWhateverIsTried() throws Exception {
        try (GatewayFixture f = new GatewayFixture()) {
            RawUpstream a = f.upstream(RawUpstream.node("unused"));
            a.behave(a.hang());
            RawUpstream b = f.upstream(RawUpstream.node("unused"));
            b.behave(b.drip());
            f.serve(Snapshots.jsonRpc(a.port(), b.port()).with(s -> {
                s.retry = new Retry(5, 200 * Snapshots.MS, 0, List.of());
                s.timeouts = new Timeouts(500 * Snapshots.MS, null);
            }));
            long start = System.nanoTime();
            HttpResponse<String> answer = f.call("eth_chainId", 1);
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
            assertEquals(504, answer.statusCode());
            assertTrue(millis >= 490 && millis < 3_000, "took " + millis + " ms");
            assertTrue(a.requests.size() + b.requests.size() >= 2);
        }
    }

    @ParameterizedTest
    @EnumSource(TransportKind.class)
    void everyTransportServesOrFallsBack(TransportKind kind) throws Exception {
        try (GatewayFixture f = new GatewayFixture(o -> o.withTransport(kind))) {
            RawUpstream up = f.upstream(RawUpstream.node("0x1"));
            f.serve(Snapshots.jsonRpc(up.port()));
            assertEquals(200, f.call("eth_chainId", 1).statusCode());
            assertTrue(List.of("epoll", "io_uring", "nio").contains(f.gateway.transport()));
        }
    }

    @Test
    void metricsNameProvidersClassesAndRoutes() throws Exception {
        try (GatewayFixture f = new GatewayFixture()) {
            RawUpstream up = f.upstream(RawUpstream.node("0x1"));
            f.serve(Snapshots.jsonRpc(up.port()));
            assertEquals(200, f.call("eth_chainId", 1).statusCode());
            String page = GatewayFixture.await(f.gateway.metrics());
            assertTrue(
                    page.contains(
                            "sluice_attempts_total{class=\"default\",policy=\"default/policy\",pool=\"default/pool\",provider=\"default/p0\"} 1.0"),
                    page);
            assertTrue(
                    page.contains("sluice_answers_total{route=\"default/route\",rule=\"0\",status=\"2xx\"} 1.0"), page);
        }
    }
}
