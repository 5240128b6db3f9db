package dev.sluice.server.upstream.http1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.net.ConnectOptions;
import io.vertx.core.net.HostAndPort;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against a server that says byte for byte what it is told. */
class Http1PoolTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private static final HostAndPort HOST = HostAndPort.create("provider.example", 8545);

    private final Vertx vertx = Vertx.vertx();
    private final List<NetSocket> sockets = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Promise<Void> firstGone = Promise.promise();
    private volatile BiConsumer<NetSocket, String> script = (socket, request) -> socket.write(OK);
    private final Context loop = vertx.getOrCreateContext();
    private final int port = listen();
    private Http1Pool pool = pool(2);

    @AfterEach
    void close() {
        get(vertx.close());
    }

    @Test
    void sendsHeadAndBodyAndUsesTheConnectionAgain() {
        assertEquals("200 ok", call(HttpMethod.POST, "/v2/x?y=1", "hello"));
        assertEquals("200 ok", call(HttpMethod.GET, "/", null));
        assertEquals(1, sockets.size());
        assertEquals(
                List.of(
                        "POST /v2/x?y=1 HTTP/1.1\r\nhost: provider.example:8545\r\nx-one: 1\r\n"
                                + "content-length: 5\r\n\r\nhello",
                        "GET / HTTP/1.1\r\nhost: provider.example:8545\r\nx-one: 1\r\n\r\n"),
                requests);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "interim answers are no answer | HTTP/1.1 100 Continue~~HTTP/1.1 103 Early Hints~Link: x~~"
                        + "HTTP/1.1 200 OK~Content-Length: 2~~ok | 200 ok | 1",
                "chunks | HTTP/1.1 200 OK~Transfer-Encoding: chunked~~1~o~1~k~0~X-After: y~~ | 200 ok | 1",
                "without a body | HTTP/1.1 204 No Content~~ | 204 | 1",
                "until the connection ends | HTTP/1.1 200 OK~~ok! | 200 ok | 2",
                "asked to close | HTTP/1.1 200 OK~Connection: close~Content-Length: 2~~ok | 200 ok | 2",
                "HTTP/1.0 closes | HTTP/1.0 200 OK~Content-Length: 2~~ok | 200 ok | 2",
                "more than was asked for | HTTP/1.1 200 OK~Content-Length: 2~~okHTTP/1.1 200 OK~Content-Length: 4~~evil | 200 ok | 2",
                "half of something more | HTTP/1.1 200 OK~Content-Length: 2~~okHTT | 200 ok | 2",
            })
    void readsAnswersInEveryFraming(String name, String answer, String read, int connections) {
        String bytes = answer.replace("~", "\r\n");
        script = (socket, request) -> {
            if (bytes.endsWith("!")) {
                socket.end(Buffer.buffer(bytes.substring(0, bytes.length() - 1)));
            } else {
                socket.write(bytes);
            }
        };
        assertEquals(read, call(HttpMethod.GET, "/", null).strip(), name);
        assertEquals(read, call(HttpMethod.GET, "/", null).strip(), name);
        assertEquals(connections, sockets.size(), name);
    }

    @Test
    void anAnswerToHeadHasNoBody() {
        script = (socket, request) -> socket.write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n");
        assertEquals("200 ", call(HttpMethod.HEAD, "/", null));
        assertEquals("200 ", call(HttpMethod.HEAD, "/", null));
        assertEquals(1, sockets.size());
    }

    @Test
    void whatComesUnaskedEndsTheConnection() {
        call(HttpMethod.GET, "/", null);
        sockets.getFirst().write("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil");
        get(firstGone.future());
        assertEquals("200 ok", call(HttpMethod.GET, "/", null));
        assertEquals(2, sockets.size());
    }

    @ParameterizedTest
    @CsvSource({"HTTP/1.1 200 OK~Content-Length: 9~~half", "HTTP/1.1 2"})
    void saysThatAnAnswerBrokeOff(String part) {
        script = (socket, request) -> socket.end(Buffer.buffer(part.replace("~", "\r\n")));
        CompletionException e = assertThrows(CompletionException.class, () -> call(HttpMethod.GET, "/", null));
        assertInstanceOf(HttpClosedException.class, e.getCause());
    }

    @Test
    void whoFindsNoConnectionWaitsAndTooManyAreRefused() {
        List<NetSocket> asked = new CopyOnWriteArrayList<>();
        Promise<Void> two = Promise.promise();
        script = (socket, request) -> {
            asked.add(socket);
            if (asked.size() == 2) {
                two.complete();
            }
        };
        List<Future<String>> calls = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            calls.add(start(HttpMethod.GET, "/" + i, null));
        }
        get(two.future());
        CompletionException refused = assertThrows(CompletionException.class, () -> call(HttpMethod.GET, "/5", null));
        assertInstanceOf(ConnectionPoolTooBusyException.class, refused.getCause());
        script = (socket, request) -> socket.write(OK);
        asked.forEach(socket -> socket.write(OK));
        for (Future<String> each : calls) {
            assertEquals("200 ok", get(each));
        }
        assertEquals(2, sockets.size());
    }

    @Test
    void whoWaitsGetsAnotherConnectionWhenOneIsLost() {
        pool = pool(1);
        script = (socket, request) -> socket.close();
        Future<String> lost = start(HttpMethod.GET, "/0", null);
        Future<String> next = start(HttpMethod.GET, "/1", null);
        assertThrows(CompletionException.class, () -> get(lost));
        script = (socket, request) -> socket.write(OK);
        assertTrue(get(next.otherwise("lost too")).matches("200 ok|lost too"));
        assertEquals("200 ok", call(HttpMethod.GET, "/2", null));
    }

    @Test
    void givenUpBeforeAnythingWasSentAConnectionIsAsGoodAsBefore() {
        get(onLoop(() -> pool.request(HttpMethod.GET, "/").map(request -> {
            request.reset();
            return "";
        })));
        assertEquals("200 ok", call(HttpMethod.GET, "/", null));
        assertEquals(1, sockets.size());
    }

    @Test
    void givenUpLaterTheConnectionIsClosed() {
        Promise<Void> asked = Promise.promise();
        script = (socket, request) -> asked.complete();
        HttpClientRequest request =
                get(onLoop(() -> pool.request(HttpMethod.GET, "/").map(begun -> {
                    begun.authority(HOST).end();
                    return begun;
                })));
        get(asked.future());
        vertx.runOnContext(v -> request.reset());
        get(firstGone.future());
    }

    @Test
    void anAnswerThatIsPausedWaits() {
        script = (socket, request) -> socket.write("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nslow");
        StringBuilder read = new StringBuilder();
        Promise<String> whole = Promise.promise();
        get(onLoop(() -> pool.request(HttpMethod.GET, "/").compose(begun -> {
            Future<Void> paused = begun.response().map(answer -> {
                answer.pause();
                answer.handler(read::append);
                answer.endHandler(v -> whole.complete(read.toString()));
                vertx.setTimer(50, id -> {
                    read.append('|');
                    answer.resume();
                });
                return null;
            });
            begun.authority(HOST).end();
            return paused;
        })));
        assertEquals("|slow", get(whole.future()));
        assertEquals("200 slow", call(HttpMethod.GET, "/", null));
        assertEquals(1, sockets.size());
    }

    private String call(HttpMethod method, String target, String body) {
        return get(start(method, target, body));
    }

    private Future<String> start(HttpMethod method, String target, String body) {
        return onLoop(() -> pool.request(method, target).compose(request -> {
            Promise<String> whole = Promise.promise();
            request.response().onFailure(whole::tryFail).onSuccess(answer -> {
                Buffer read = Buffer.buffer();
                answer.exceptionHandler(whole::tryFail);
                answer.handler(read::appendBuffer);
                answer.endHandler(v -> whole.complete(answer.statusCode() + " " + read));
            });
            request.authority(HOST).putHeader("x-one", "1");
            if (body == null) {
                request.end();
            } else {
                request.end(Buffer.buffer(body));
            }
            return whole.future();
        }));
    }

    private <T> Future<T> onLoop(Supplier<Future<T>> work) {
        Promise<T> done = Promise.promise();
        loop.runOnContext(v -> work.get().onComplete(done));
        return done.future();
    }

    private Http1Pool pool(int connections) {
        ConnectOptions where =
                new ConnectOptions().setRemoteAddress(SocketAddress.inetSocketAddress(port, "127.0.0.1"));
        Http1Options options = new Http1Options(false, connections, 2, 60, 4096, 8192);
        return get(onLoop(() -> Future.succeededFuture(new Http1Pool(vertx, vertx.createNetClient(), where, options))));
    }

    private int listen() {
        NetServer server = vertx.createNetServer(new NetServerOptions().setHost("127.0.0.1"));
        server.connectHandler(socket -> {
            sockets.add(socket);
            socket.closeHandler(v -> firstGone.tryComplete());
            StringBuilder read = new StringBuilder();
            socket.handler(bytes -> {
                read.append(bytes);
                int head = read.indexOf("\r\n\r\n") + 4;
                int end = head + (read.indexOf("content-length: 5") < 0 ? 0 : 5);
                if (head >= 4 && read.length() >= end) {
                    String request = read.substring(0, end);
                    read.delete(0, end);
                    requests.add(request);
                    script.accept(socket, request);
                }
            });
        });
        return get(server.listen(0)).actualPort();
    }

    private static <T> T get(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }
}
