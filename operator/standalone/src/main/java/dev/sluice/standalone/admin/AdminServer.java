package dev.sluice.standalone.admin;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The admin endpoint's process: its own event loop and listening socket. */
public final class AdminServer implements AutoCloseable {
    private static final int START_SECONDS = 10;

    private final Vertx vertx;
    private final HostPort at;

    private AdminServer(Vertx vertx, HostPort at) {
        this.vertx = vertx;
        this.at = at;
    }

    /** @throws IOException when the address cannot be had, with what to do about it */
    public static AdminServer start(HostPort wanted, AdminSource source) throws IOException {
        Vertx vertx = Vertx.vertx(
                new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1).setInternalBlockingPoolSize(1));
        HttpServerOptions options = new HttpServerOptions().setCompressionSupported(true);
        try {
            HttpServer server = vertx.createHttpServer(options)
                    .requestHandler(new AdminHandler(source))
                    .listen(wanted.port(), wanted.host())
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(START_SECONDS, TimeUnit.SECONDS);
            return new AdminServer(vertx, wanted.withPort(server.actualPort()));
        } catch (ExecutionException | TimeoutException e) {
            vertx.close();
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IOException(
                    "The admin endpoint cannot listen on " + wanted + " (" + cause.getMessage()
                            + "); give another address with --admin HOST:PORT",
                    cause);
        } catch (InterruptedException e) {
            vertx.close();
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while the admin endpoint started", e);
        }
    }

    /** Where it really listens. */
    public HostPort at() {
        return at;
    }

    @Override
    public void close() {
        vertx.close()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(START_SECONDS, TimeUnit.SECONDS)
                .join();
    }
}
