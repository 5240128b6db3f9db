package dev.sluice.server.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sluice.contract.codec.ContractCodec;
import io.vertx.core.Future;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A gateway pod's own port, for the kubelet, the operator and monitoring; never a public one. On the JDK's server and
 * threads of its own, so that it answers whatever the event loops are busy with, and until the very end of a drain.
 *
 * <pre>
 * /healthz       200 while the process lives
 * /readyz        200 once a snapshot is served, 503 before and while draining
 * /metrics       Prometheus text
 * /observation   what was measured, as {@link ContractCodec} writes it
 * /api/v1/explain  what would become of a request, see {@link DescribedRequest}
 * </pre>
 */
public final class AdminServer implements AutoCloseable {
    private static final int THREADS = 4;
    private static final int BACKLOG = 64;
    private static final long ANSWER_SECONDS = 5;
    private static final String TEXT = "text/plain; charset=utf-8";

    private final HttpServer server;
    private final ExecutorService threads;
    private final AdminSource source;
    private final ContractCodec codec = new ContractCodec();

    private AdminServer(HttpServer server, ExecutorService threads, AdminSource source) {
        this.server = server;
        this.threads = threads;
        this.source = source;
    }

    /** @param port 0 for a free one; @throws IOException when it cannot be had */
    public static AdminServer start(String host, int port, AdminSource source) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(host, port), BACKLOG);
        ExecutorService threads = Executors.newFixedThreadPool(
                THREADS,
                work -> Thread.ofPlatform().daemon().name("sluice-admin").unstarted(work));
        AdminServer admin = new AdminServer(server, threads, source);
        server.setExecutor(threads);
        server.createContext("/", admin::handle);
        server.start();
        return admin;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            switch (exchange.getRequestURI().getPath()) {
                case "/healthz" -> answer(exchange, 200, TEXT, text("ok\n"));
                case "/readyz" -> {
                    boolean ready = source.ready();
                    answer(exchange, ready ? 200 : 503, TEXT, text(ready ? "ready\n" : "no snapshot, or draining\n"));
                }
                case "/metrics" ->
                    answer(exchange, MetricsPage.CONTENT_TYPE, source.metrics().map(AdminServer::text));
                case "/observation" ->
                    answer(exchange, "application/json", source.observe().map(codec::write));
                case "/api/v1/explain" ->
                    answer(
                            exchange,
                            "application/json",
                            source.explain(exchange.getRequestURI().getRawQuery())
                                    .map(codec::write));
                default ->
                    answer(
                            exchange,
                            404,
                            TEXT,
                            text("see /healthz, /readyz, /metrics, /observation and /api/v1/explain\n"));
            }
        }
    }

    private static void answer(HttpExchange exchange, String type, Future<byte[]> body) throws IOException {
        try {
            byte[] bytes = body.toCompletionStage().toCompletableFuture().get(ANSWER_SECONDS, TimeUnit.SECONDS);
            answer(exchange, 200, type, bytes);
        } catch (ExecutionException | TimeoutException e) {
            if (e.getCause() instanceof IllegalArgumentException asked) {
                answer(exchange, 400, TEXT, text(asked.getMessage() + "\n"));
                return;
            }
            answer(exchange, 503, TEXT, text("the event loops did not answer\n"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answer(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, head ? -1 : body.length);
        if (!head) {
            exchange.getResponseBody().write(body);
        }
    }

    private static byte[] text(String text) {
        return text.getBytes(UTF_8);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
