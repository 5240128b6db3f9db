package dev.sluice.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.contract.observation.Failure;
import dev.sluice.contract.snapshot.Endpoint;
import dev.sluice.contract.snapshot.Filter;
import dev.sluice.contract.snapshot.Timeouts;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** HTTP/2 in clear on both sides, trailers, and gRPC over it. */
class Http2Test {
    private static final Vertx VERTX = Vertx.vertx();
    private static final HttpClient CLIENT = VERTX.createHttpClient(
            new HttpClientOptions().setProtocolVersion(HttpVersion.HTTP_2).setHttp2ClearTextUpgrade(false));

    @AfterAll
    static void stop() {
        GatewayFixture.await(VERTX.close());
    }

    private static HttpServer server(Consumer<HttpServerRequest> behaviour) {
        return GatewayFixture.await(
                VERTX.createHttpServer().requestHandler(behaviour::accept).listen(0, "127.0.0.1"));
    }

    private static Snapshots to(HttpServer server, Endpoint.Protocol protocol) {
        return Snapshots.http()
                .with(s -> s.endpoints.add(new Endpoint(
                        "127.0.0.1",
                        server.actualPort(),
                        false,
                        "",
                        null,
                        protocol,
                        null,
                        Endpoint.HostHeader.CLIENT)));
    }

    private static Future<HttpClientRequest> request(GatewayFixture f, HttpMethod method, String path) {
        return CLIENT.request(method, f.port(), "127.0.0.1", path);
    }

    private static HttpClientRequest call(GatewayFixture f, String path) {
        return GatewayFixture.await(request(f, HttpMethod.POST, path))
                .putHeader("content-type", "application/grpc")
                .putHeader("te", "trailers");
    }

    @Test
    void servesBothVersionsOnOnePlainPort() throws Exception {
        HttpServer up = server(r -> r.response().end(r.version() + " " + r.authority()));
        try (GatewayFixture f = new GatewayFixture()) {
            f.serve(to(up, Endpoint.Protocol.HTTP1));
            Buffer body = GatewayFixture.await(request(f, HttpMethod.GET, "/")
                    .compose(HttpClientRequest::send)
                    .compose(HttpClientResponse::body));
            assertEquals("HTTP_1_1 127.0.0.1:" + f.port(), body.toString());
            assertEquals("HTTP_1_1 127.0.0.1:" + f.port(), f.get("/").body());
        }
    }

    @Test
    void trailersFollowTheBody() throws Exception {
        HttpServer up = server(r -> {
            r.response().setChunked(true).write("body");
            r.response().putTrailer("x-sum", "42").end();
        });
        for (Endpoint.Protocol protocol : new Endpoint.Protocol[] {Endpoint.Protocol.HTTP1, Endpoint.Protocol.H2C}) {
            try (GatewayFixture f = new GatewayFixture()) {
                f.serve(to(up, protocol));
                HttpClientResponse answer = GatewayFixture.await(request(f, HttpMethod.GET, "/")
                        .compose(HttpClientRequest::send)
                        .compose(r -> r.body().map(r)));
                assertEquals("42", answer.getTrailer("x-sum"));
                String plain = f.raw("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
                assertTrue(plain.toLowerCase().contains("x-sum: 42"), plain);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Endpoint.Protocol.class,
            names = {"HTTP1", "H2C"})
    void grpcTalksBothWaysAtOnce(Endpoint.Protocol protocol) throws Exception {
        HttpServer up = server(r -> {
            assertEquals("trailers", r.getHeader("te"));
            r.response().putHeader("content-type", "application/grpc").writeHead();
            r.handler(message -> {
                if (message.length() > 0) {
                    r.response().write(Buffer.buffer("echo ").appendBuffer(message));
                }
            });
            r.endHandler(v -> r.response().putTrailer("grpc-status", "0").end());
        });
        try (GatewayFixture f = new GatewayFixture()) {
            f.serve(to(up, protocol));
            HttpClientRequest call = call(f, "/echo.Service/Talk").setChunked(true);
            GatewayFixture.await(call.sendHead());
            HttpClientResponse answer = GatewayFixture.await(call.response());
            Promise<String> first = Promise.promise();
            StringBuilder all = new StringBuilder();
            Promise<Void> end = Promise.promise();
            answer.handler(chunk -> {
                all.append(chunk);
                first.tryComplete(all.toString());
            });
            answer.endHandler(v -> end.complete());
            call.write("one");
            assertEquals("echo one", GatewayFixture.await(first.future()));
            call.end("two");
            GatewayFixture.await(end.future());
            assertEquals("echo oneecho two", all.toString());
            assertEquals("0", answer.getTrailer("grpc-status"));
            GatewayFixture.eventually(
                    "it is counted as answered",
                    () -> f.observe().traffic().getFirst().successes() == 1);
            assertEquals(
                    1,
                    f.observe().clients().stream()
                            .mapToLong(c -> c.answers().get(2))
                            .sum());
        }
    }

    @Test
    void aGrpcAnswerThatIsTrailersOnlyStaysOne() throws Exception {
        HttpServer up = server(r -> r.endHandler(v -> r.response()
                .putHeader("content-type", "application/grpc")
                .putHeader("grpc-status", "5")
                .end()));
        try (GatewayFixture f = new GatewayFixture()) {
            f.serve(to(up, Endpoint.Protocol.H2C));
            HttpClientResponse answer = GatewayFixture.await(
                    call(f, "/echo.Service/Get").send(Buffer.buffer("x")).compose(r -> r.body()
                            .map(r)));
            assertEquals("5", answer.getHeader("grpc-status"));
            assertNull(answer.getTrailer("grpc-status"));
        }
    }

    @Test
    void aProviderThatSaysItIsUnavailableHasFailed() throws Exception {
        HttpServer up = server(r -> r.endHandler(v -> r.response()
                .putHeader("content-type", "application/grpc")
                .putHeader("grpc-status", "14")
                .end()));
        try (GatewayFixture f = new GatewayFixture()) {
            f.serve(to(up, Endpoint.Protocol.H2C));
            assertEquals("14", grpcStatus(f, "/echo.Service/Get"));
            GatewayFixture.eventually(
                    "it is counted against it",
                    () -> f.observe().traffic().getFirst().failures().equals(Map.of(Failure.SERVER_ERROR, 1L)));
        }
    }

    @Test
    void aMirrorDoesNotHoldACallUp() throws Exception {
        HttpServer up = server(r -> {
            r.response().putHeader("content-type", "application/grpc").writeHead();
            r.endHandler(v -> r.response().putTrailer("grpc-status", "0").end());
        });
        try (GatewayFixture f = new GatewayFixture()) {
            f.serve(to(up, Endpoint.Protocol.H2C).with(s -> {
                s.mirrorPort = up.actualPort();
                s.filters = List.of(new Filter.Mirror(Snapshots.MIRROR_POOL, 1_000_000));
            }));
            HttpClientRequest call = call(f, "/echo.Service/Talk").setChunked(true);
            GatewayFixture.await(call.sendHead());
            HttpClientResponse answer = GatewayFixture.await(call.response());
            call.end();
            GatewayFixture.await(answer.end());
            assertEquals("0", answer.getTrailer("grpc-status"));
        }
    }

    @Test
    void ourOwnFailuresAreToldInTheWordsOfGrpc() throws Exception {
        HttpServer up = server(r -> {});
        try (GatewayFixture f = new GatewayFixture()) {
            f.serve(to(up, Endpoint.Protocol.H2C).with(s -> s.path = "/only"));
            assertEquals("12", grpcStatus(f, "/echo.Service/Get"));
            f.serve(to(up, Endpoint.Protocol.H2C).with(s -> {
                s.revision = 2;
                s.unresolved = true;
            }));
            assertEquals("14", grpcStatus(f, "/echo.Service/Get"));
            f.serve(to(up, Endpoint.Protocol.H2C).with(s -> {
                s.revision = 3;
                s.timeouts = new Timeouts(100 * Snapshots.MS, null);
            }));
            assertEquals("4", grpcStatus(f, "/echo.Service/Get"));
            int port = up.actualPort();
            GatewayFixture.await(up.close());
            f.serve(Snapshots.http(port).with(s -> s.revision = 4));
            assertEquals("14", grpcStatus(f, "/echo.Service/Get"));
        }
    }

    private static String grpcStatus(GatewayFixture f, String path) {
        HttpClientResponse answer = GatewayFixture.await(call(f, path).send(Buffer.buffer("x")));
        assertEquals(200, answer.statusCode());
        assertEquals("application/grpc", answer.getHeader("content-type"));
        return answer.getHeader("grpc-status");
    }
}
