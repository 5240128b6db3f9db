package dev.sluice.operator;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.control.view.HistoryView;
import dev.sluice.control.view.Screen;
import dev.sluice.operator.gather.Cluster;
import dev.sluice.operator.lead.Leadership;
import dev.sluice.operator.loop.Board;
import dev.sluice.operator.loop.Leading;
import dev.sluice.operator.price.PriceSource;
import dev.sluice.operator.price.PrometheusQuery;
import dev.sluice.operator.status.write.StatusWriter;
import dev.sluice.operator.web.ApiRequests;
import dev.sluice.operator.web.OperatorMetrics;
import dev.sluice.operator.web.Pulse;
import dev.sluice.operator.web.ScreenSource;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Requires;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The operator, composed: every replica watches the cluster, so that whoever is elected knows it already; the leader also runs the
 * control loop. A replica that cannot keep the Lease ends at once, and the kubelet starts it anew.
 */
@Context
@Requires(property = OperatorProcess.ENABLED, notEquals = "false")
public final class OperatorProcess implements ScreenSource, Pulse, AutoCloseable {
    /** False where the web server is to run without the operator behind it, which would stand for election. */
    public static final String ENABLED = "sluice.operator.enabled";

    private static final System.Logger LOG = System.getLogger(OperatorProcess.class.getName());
    private static final int CONNECT_MILLIS = 2_000;
    private static final int REQUEST_MILLIS = 10_000;
    private static final int RECONNECT_MILLIS = 100;

    private final OperatorSettings settings;
    private final KubernetesClient client;
    private final OperatorMetrics metrics;
    private final Board board = new Board();
    private @Nullable Cluster cluster;
    private @Nullable Leadership leadership;
    private volatile @Nullable Leading leading;
    private @Nullable StatusWriter statuses;

    public OperatorProcess(OperatorMetrics metrics) {
        this.metrics = metrics;
        metrics.recording(board.recording()::metrics);
        settings = OperatorSettings.of(System.getenv());
        Config config = new ConfigBuilder(Config.autoConfigure(null))
                .withConnectionTimeout(CONNECT_MILLIS)
                .withRequestTimeout(REQUEST_MILLIS)
                // Whoever asks tries again by itself, and knows better what is still worth asking.
                .withRequestRetryBackoffLimit(0)
                .withWatchReconnectInterval(RECONNECT_MILLIS)
                .withWatchReconnectLimit(-1)
                .build();
        client = new KubernetesClientBuilder()
                .withConfig(config)
                .withKubernetesSerialization(serialization())
                .withHttpClientBuilderConsumer(
                        http -> http.addOrReplaceInterceptor(ApiRequests.NAME, new ApiRequests(metrics)))
                .build();
    }

    /**
     * Every kind is asked for by its class; a search of the class path for kinds would load a thousand others. Only Status is
     * found by name: a watch that is told its version is too old is told so by one.
     */
    private static KubernetesSerialization serialization() {
        KubernetesSerialization serialization = new KubernetesSerialization(new ObjectMapper(), false);
        serialization.registerKubernetesResource(Status.class);
        return serialization;
    }

    @PostConstruct
    void start() {
        Cluster watched = Cluster.watch(client, settings.watchNamespaces(), this::changed);
        cluster = watched;
        Leadership election = new Leadership(
                client,
                settings.namespace(),
                settings.leaseName(),
                settings.identity(),
                () -> leadOrEnd(watched),
                OperatorProcess::lost);
        leadership = election;
        election.start();
    }

    private void lead(Cluster watched) {
        StatusWriter writer = new StatusWriter(client, InstantSource.system(), metrics);
        writer.start();
        statuses = writer;
        URI prometheus = settings.prometheus();
        Leading fresh = new Leading(
                client,
                settings.watchNamespaces(),
                watched,
                settings.gatewayImage(),
                prometheus == null ? PriceSource.none() : new PrometheusQuery(prometheus),
                writer::offer,
                board,
                metrics);
        leading = fresh;
        metrics.leads(true);
        fresh.start(OperatorProcess::end);
    }

    /** A leader that does nothing would keep others from leading. */
    private void leadOrEnd(Cluster watched) {
        try {
            lead(watched);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "leading could not begin", e);
            end();
        }
    }

    private void changed() {
        Leading now = leading;
        if (now != null) {
            now.changed();
        }
    }

    /** Another may lead from now on, so nothing more may be written: there is no orderly end to wait for. */
    private static void lost() {
        LOG.log(System.Logger.Level.ERROR, "the Lease could not be renewed in time; ending so that another can lead");
        end();
    }

    private static void end() {
        Runtime.getRuntime().halt(1);
    }

    @Override
    public boolean leads() {
        return leading != null;
    }

    @Override
    public Optional<URI> leader() {
        return Optional.ofNullable(leadership)
                .flatMap(Leadership::leader)
                .map(identity -> identity.substring(identity.lastIndexOf('_') + 1))
                .map(address -> address.indexOf(':') < 0 ? address : "[" + address + "]")
                .map(address -> URI.create("http://" + address + ":" + settings.pagePort()));
    }

    @Override
    public Screen screen() {
        return board.screen(System.currentTimeMillis(), reason());
    }

    @Override
    public byte[] recording() {
        return board.recording().file();
    }

    @Override
    public HistoryView history(long sinceMillis) {
        return board.history(sinceMillis);
    }

    @Override
    public boolean alive() {
        Leading now = leading;
        return now == null || System.nanoTime() - now.beatNanos() < TimeUnit.SECONDS.toNanos(SILENCE_SECONDS);
    }

    @Override
    public boolean ready() {
        return waitingFor().isEmpty();
    }

    @Override
    public String reason() {
        return alive() ? waitingFor().orElse("") : "the control thread is still";
    }

    private Optional<String> waitingFor() {
        return cluster == null ? Optional.of("the start") : cluster.waitingFor();
    }

    @Override
    @PreDestroy
    public void close() {
        Leading last = leading;
        leading = null;
        if (last != null) {
            last.close();
        }
        if (statuses != null) {
            statuses.close();
        }
        if (leadership != null) {
            leadership.close();
        }
        if (cluster != null) {
            cluster.close();
        }
        client.close();
    }
}
