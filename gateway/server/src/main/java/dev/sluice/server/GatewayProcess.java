package dev.sluice.server;

import dev.sluice.contract.explain.Explanation;
import dev.sluice.contract.observation.Observation;
import dev.sluice.server.admin.AdminServer;
import dev.sluice.server.admin.AdminSource;
import dev.sluice.server.config.ConfigSource;
import dev.sluice.server.options.GatewayOptions;
import dev.sluice.server.options.Limits;
import io.vertx.core.Future;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One gateway pod: a gateway, its source and its admin endpoint. Ends in the order that loses nothing: not ready first, then
 * a while of accepting what others still send, then what is in flight, then the rest.
 */
final class GatewayProcess implements AdminSource {
    private static final System.Logger LOG = System.getLogger(GatewayProcess.class.getName());
    private static final int END_SECONDS = 5;

    private final GatewaySettings settings;
    private final Gateway gateway;
    private final ConfigSource source;
    private final AdminServer admin;
    private volatile boolean draining;

    private GatewayProcess(GatewaySettings settings, ConfigSource source) throws IOException {
        this.settings = settings;
        this.source = source;
        GatewayOptions options = GatewayOptions.of(settings.gateway(), settings.pod())
                .withBindAddress(settings.bindAddress())
                .withEventLoops(settings.eventLoops())
                .withForbidden(settings.forbidden())
                .withTelemetry(settings.telemetry())
                .withProxyProtocol(settings.proxyProtocol())
                .withLimits(Limits.DEFAULT.withCacheBytes(settings.cacheBytes()))
                .withPlace(settings.here())
                .withDrainNanos(TimeUnit.SECONDS.toNanos(settings.drainSeconds()));
        gateway = Gateway.start(settings.accessLog() ? options.withAccessLog(System.out::println) : options);
        admin = admin();
    }

    /** @throws IOException when the admin port cannot be had; nothing runs then */
    static GatewayProcess start(GatewaySettings settings, ConfigSource source) throws IOException {
        GatewayProcess process = new GatewayProcess(settings, source);
        source.start(process.gateway);
        return process;
    }

    private AdminServer admin() throws IOException {
        try {
            return AdminServer.start(settings.bindAddress(), settings.adminPort(), this);
        } catch (IOException e) {
            gateway.close();
            throw new IOException(
                    "the admin endpoint cannot listen on " + settings.bindAddress() + ":" + settings.adminPort() + " ("
                            + e.getMessage() + "); give another port with SLUICE_ADMIN_PORT",
                    e);
        }
    }

    int adminPort() {
        return admin.port();
    }

    /** Bound ports by the listeners' bind ports. */
    Map<Integer, Integer> ports() {
        return gateway.ports();
    }

    @Override
    public boolean ready() {
        return !draining && gateway.serving();
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
    public Future<Explanation> explain(@Nullable String rawQuery) {
        return gateway.explain(rawQuery);
    }

    /** Blocks until all is over, for the two drain times and a little at most. */
    void drainAndEnd() {
        draining = true;
        LOG.log(System.Logger.Level.INFO, settings.gateway() + ": draining");
        try {
            TimeUnit.SECONDS.sleep(settings.drainDelaySeconds());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try {
            gateway.shutdown()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .orTimeout(settings.drainSeconds() + END_SECONDS, TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException e) {
            LOG.log(System.Logger.Level.WARNING, settings.gateway() + ": did not end in time: " + e.getMessage());
        }
        source.close();
        admin.close();
    }
}
