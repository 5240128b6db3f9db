package dev.sluice.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.contract.codec.ContractCodec;
import dev.sluice.contract.plan.Plan;
import dev.sluice.contract.plan.PlanKey;
import dev.sluice.contract.snapshot.ConfigSnapshot;
import dev.sluice.contract.snapshot.Credential;
import dev.sluice.contract.snapshot.Credentials;
import dev.sluice.contract.snapshot.Filter;
import dev.sluice.contract.snapshot.Listener;
import dev.sluice.server.config.ApplyResult;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Configuration changes under way: what serves, what is refused, what nobody notices. */
class ConfigChangeTest {

    @Test
    void aHundredChangesUnderLoadFailNoRequest() throws Exception {
        try (GatewayFixture f = new GatewayFixture()) {
            RawUpstream a = f.upstream(RawUpstream.node("0xa"));
            RawUpstream b = f.upstream(RawUpstream.node("0xb"));
            f.serve(Snapshots.jsonRpc(a.port(), b.port()));
            AtomicBoolean stop = new AtomicBoolean();
            AtomicInteger done = new AtomicInteger();
            ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
            List<Thread> load = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                load.add(Thread.ofVirtual().start(() -> {
                    while (!stop.get()) {
                        try {
                            HttpResponse<String> answer = f.call("eth_chainId", 1);
                            if (answer.statusCode() != 200) {
                                failures.add(answer.statusCode() + " " + answer.body());
                            }
                            done.incrementAndGet();
                        } catch (Exception e) {
                            failures.add(e.toString());
                        }
                    }
                }));
            }
            for (int revision = 2; revision <= 101; revision++) {
                int number = revision;
                // Endpoints, routes and providers come and go.
                Snapshots next =
                        switch (revision % 3) {
                            case 0 -> Snapshots.jsonRpc(a.port());
                            case 1 -> Snapshots.jsonRpc(b.port(), a.port());
                            default -> Snapshots.jsonRpc(b.port());
                        };
                f.serve(next.with(s -> s.revision = number));
                int before = done.get();
                GatewayFixture.eventually("requests go on", () -> done.get() >= before + 2);
            }
            stop.set(true);
            for (Thread thread : load) {
                thread.join();
            }
            assertTrue(failures.isEmpty(), () -> failures.size() + " of " + done + " failed: " + failures.peek());
            assertEquals(101, f.observe().revision());
        }
    }

    @Test
    void whatCannotBeReadOrCompiledChangesNothingAndIsSaid() throws Exception {
        try (GatewayFixture f = new GatewayFixture()) {
            RawUpstream up = f.upstream(RawUpstream.node("0x1"));
            f.serve(Snapshots.jsonRpc(up.port()).with(s -> s.revision = 5));
            assertNull(f.observe().rejection());

            assertInstanceOf(
                    ApplyResult.Refused.class, GatewayFixture.await(f.gateway.applyBytes("{\"schema\":1,".getBytes())));
            assertNotNull(f.observe().rejection());
            assertEquals(200, f.call("eth_chainId", 1).statusCode());

            var broken = Snapshots.jsonRpc(up.port()).with(s -> {
                s.revision = 6;
                s.listeners = List.of(new Listener("http", "", -1, 0, Listener.Protocol.HTTP, List.of()));
            });
            assertInstanceOf(
                    ApplyResult.Refused.class, GatewayFixture.await(f.gateway.apply(broken.build(), Credentials.NONE)));
            assertEquals(200, f.call("eth_chainId", 1).statusCode());
            assertEquals(5, f.observe().revision());

            var older = Snapshots.jsonRpc(up.port()).with(s -> s.revision = 4);
            assertInstanceOf(
                    ApplyResult.Refused.class, GatewayFixture.await(f.gateway.apply(older.build(), Credentials.NONE)));

            var mended = Snapshots.jsonRpc(up.port()).with(s -> s.revision = 7).build();
            assertInstanceOf(
                    ApplyResult.Served.class,
                    GatewayFixture.await(f.gateway.applyBytes(new ContractCodec().write(mended))));
            assertNull(f.observe().rejection());
            assertEquals(7, f.observe().revision());
        }
    }

    @Test
    void noRequestWorksWithTwoVersions() throws Exception {
        try (GatewayFixture f = new GatewayFixture()) {
            RawUpstream odd = f.upstream(RawUpstream.answer(200, "text/plain", "odd"));
            RawUpstream even = f.upstream(RawUpstream.answer(200, "text/plain", "even"));
            // Path, credential and provider change together, and the providers change places.
            f.serve(version(1, odd, even), secret(1));
            AtomicBoolean done = new AtomicBoolean();
            AtomicInteger answered = new AtomicInteger();
            List<Future<?>> clients = new ArrayList<>();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < 4; i++) {
                    clients.add(threads.submit(() -> {
                        while (!done.get()) {
                            assertEquals(200, f.get("/").statusCode());
                            answered.incrementAndGet();
                        }
                        return null;
                    }));
                }
                for (int revision = 2; revision <= 60; revision++) {
                    int before = answered.get();
                    f.serve(version(revision, odd, even), secret(revision));
                    GatewayFixture.eventually("requests go on", () -> answered.get() > before + 1 || anyDone(clients));
                }
                done.set(true);
                for (Future<?> client : clients) {
                    client.get();
                }
            }
            for (RawUpstream up : List.of(odd, even)) {
                for (RawUpstream.Request seen : up.requests) {
                    int revision = Integer.parseInt(seen.target().substring(2));
                    assertEquals(up == odd ? 1 : 0, revision % 2, "of another version: " + seen.target());
                    assertEquals("key-" + revision, seen.headers().get("x-key"));
                }
            }
            assertTrue(odd.requests.size() > 1 && even.requests.size() > 1);
        }
    }

    private static boolean anyDone(List<Future<?>> clients) {
        return clients.stream().anyMatch(Future::isDone);
    }

    private static ConfigSnapshot version(int revision, RawUpstream odd, RawUpstream even) {
        boolean isOdd = revision % 2 == 1;
        Snapshots snapshots = isOdd ? Snapshots.http(odd.port()) : Snapshots.http(even.port(), odd.port());
        snapshots.revision = revision;
        snapshots.filters = List.of(new Filter.UrlRewrite(null, "/v" + revision, null));
        snapshots.credentials = List.of(new Credential(Credential.Place.HEADER, "x-key", "default/s/" + revision));
        snapshots.weights = isOdd ? List.of(1) : List.of(1, 0);
        return snapshots.build();
    }

    private static Credentials secret(int revision) {
        return new Credentials(revision, Map.of("default/s/" + revision, "key-" + revision));
    }

    @Test
    void portsOpenAndCloseWithoutTouchingOthers() throws Exception {
        int other;
        try (ServerSocket free = new ServerSocket(0)) {
            other = free.getLocalPort();
        }
        try (GatewayFixture f = new GatewayFixture()) {
            RawUpstream up = f.upstream(RawUpstream.answer(200, "text/plain", "ok"));
            Listener first = new Listener("http", "", 8080, 0, Listener.Protocol.HTTP, List.of());
            Listener second = new Listener("more", "", other, other, Listener.Protocol.HTTP, List.of());
            f.serve(Snapshots.http(up.port()));
            int port = f.gateway.ports().get(0);
            try (Socket kept = new Socket("127.0.0.1", port)) {
                f.serve(Snapshots.http(up.port()).with(s -> {
                    s.revision = 2;
                    s.listeners = List.of(first, second);
                }));
                assertEquals(port, f.gateway.ports().get(0));
                try (Socket added = new Socket("127.0.0.1", other)) {
                    assertTrue(added.isConnected());
                }
                f.serve(Snapshots.http(up.port()).with(s -> s.revision = 3));
                GatewayFixture.eventually("the port closes", () -> isClosed(other));
                kept.getOutputStream().write("GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes());
                assertEquals("HTTP/1.1 200", new String(kept.getInputStream().readNBytes(12)));
            }
        }
    }

    @Test
    void aPortThatIsTakenRefusesTheSnapshot() throws Exception {
        try (GatewayFixture f = new GatewayFixture();
                ServerSocket taken = new ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            RawUpstream up = f.upstream(RawUpstream.node("0x1"));
            f.serve(Snapshots.jsonRpc(up.port()));
            Listener first = new Listener("http", "", 8080, 0, Listener.Protocol.HTTP, List.of());
            Listener second = new Listener(
                    "more", "", taken.getLocalPort(), taken.getLocalPort(), Listener.Protocol.HTTP, List.of());
            var wanted = Snapshots.jsonRpc(up.port()).with(s -> {
                s.revision = 2;
                s.listeners = List.of(first, second);
            });
            ApplyResult result = GatewayFixture.await(f.gateway.apply(wanted.build(), Credentials.NONE));
            assertTrue(assertInstanceOf(ApplyResult.Refused.class, result)
                    .reasons()
                    .getFirst()
                    .contains("port " + taken.getLocalPort()));
            assertEquals(200, f.call("eth_chainId", 1).statusCode());
        }
    }

    @Test
    void aPlanIsFollowedUntilItsTimeIsOver() throws Exception {
        try (GatewayFixture f = new GatewayFixture(o -> o.withEventLoops(1))) {
            RawUpstream a = f.upstream(RawUpstream.node("0xa"));
            RawUpstream b = f.upstream(RawUpstream.node("0xb"));
            f.serve(Snapshots.jsonRpc(a.port(), b.port()));
            PlanKey key = new PlanKey("default/policy", "default/pool", "default");
            f.gateway.apply(new Plan(
                    Snapshots.GATEWAY,
                    1,
                    1,
                    2_000 * Snapshots.MS,
                    List.of(new Plan.Entry(key, false, List.of(new Plan.Share("default/p1", Plan.WHOLE))))));
            assertTrue(f.observe().planInForce());
            for (int i = 0; i < 10; i++) {
                assertEquals(200, f.call("eth_chainId", i).statusCode());
            }
            assertEquals(0, a.requests.size());
            assertEquals(10, b.requests.size());
            GatewayFixture.eventually("the plan runs out", () -> !f.observe().planInForce());
            for (int i = 0; i < 10; i++) {
                assertEquals(200, f.call("eth_chainId", i).statusCode());
            }
            assertEquals(5, a.requests.size(), 1);
        }
    }

    @Test
    void drainingAnswersWhatIsInFlightAndTakesNothingNew() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        GatewayFixture f = new GatewayFixture();
        RawUpstream up = f.upstream((request, socket, out) -> {
            release.await();
            RawUpstream.write(out, 200, "text/plain", "late");
        });
        f.serve(Snapshots.http(up.port()));
        int port = f.port();
        var answer = f.client.sendAsync(
                java.net.http.HttpRequest.newBuilder(f.uri("/")).build(), HttpResponse.BodyHandlers.ofString());
        GatewayFixture.eventually("it is in flight", () -> up.requests.size() == 1);
        var drained = f.gateway.shutdown();
        GatewayFixture.eventually("the port closes", () -> isClosed(port));
        assertFalse(drained.isComplete());
        release.countDown();
        assertEquals("late", answer.get().body());
        assertEquals("close", answer.get().headers().firstValue("connection").orElse(""));
        GatewayFixture.await(drained);
        f.close();
    }

    @Test
    void drainingDoesNotWaitForever() throws Exception {
        GatewayFixture f = new GatewayFixture(o -> o.withDrainNanos(200 * Snapshots.MS));
        RawUpstream up = f.upstream(RawUpstream.node("unused"));
        up.behave(up.hang());
        f.serve(Snapshots.http(up.port()));
        var answer = f.client.sendAsync(
                java.net.http.HttpRequest.newBuilder(f.uri("/")).build(), HttpResponse.BodyHandlers.ofString());
        GatewayFixture.eventually("it is in flight", () -> up.requests.size() == 1);
        GatewayFixture.await(f.gateway.shutdown());
        assertThrows(Exception.class, answer::get);
        f.close();
    }

    private static boolean isClosed(int port) {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            return false;
        } catch (ConnectException e) {
            return true;
        } catch (java.io.IOException e) {
            return false;
        }
    }
}
