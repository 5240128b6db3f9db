package dev.sluice.e2e.operator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.e2e.operator.load.Call;
import dev.sluice.e2e.operator.load.Load;
import dev.sluice.e2e.standalone.Await;
import dev.sluice.e2e.watching.Dashboard;
import dev.sluice.e2e.watching.Prometheus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.Config;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A real Prometheus reads every pod of a cluster, with the labels that the chart's monitors give; no panel of a dashboard is empty. */
@Tag("e2e")
@Tag("operator")
@Order(Suites.OPERATOR)
@ExtendWith(SluiceExtension.class)
class MetricsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final long ANSWERS = 300;

    private final Sluice sluice;
    private final Quickstart quickstart;

    @TempDir
    Path folder;

    MetricsTest(Sluice sluice) {
        this.sluice = sluice;
        quickstart = new Quickstart(sluice);
    }

    @Test
    void noPanelIsEmptyInACluster() throws IOException {
        quickstart.apply();
        Edge edge = quickstart.edge();
        edge.untilAnswers(Call.blockNumber("/eth"));
        try (Load load = Load.of(edge.address(), Call.blockNumber("/eth"));
                Prometheus prometheus = Prometheus.start(folder, targets(edge))) {
            load.untilAnswered(ANSWERS);
            quickstart.turn("metal-fra", "down");
            List<Dashboard> all = Dashboard.all();
            Await.until(
                    "an answer to every panel",
                    PATIENCE,
                    () -> unanswered(prometheus, all).isEmpty(),
                    () -> String.join("\n", unanswered(prometheus, all)));
            assertEquals(List.of(), prometheus.query("ALERTS{alertname=~\"SluiceOperatorAbsent|SluiceNoLeader\"}"));
        } finally {
            quickstart.remove();
        }
    }

    private static List<String> unanswered(Prometheus prometheus, List<Dashboard> dashboards) {
        try {
            return prometheus.unanswered(dashboards);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String targets(Edge edge) throws IOException {
        StringBuilder targets = new StringBuilder();
        for (Pod pod : sluice.pods()) {
            targets.append(target(pod, "operator", "8081", "prometheus"));
        }
        for (Pod pod : sluice.client()
                .pods()
                .inNamespace(edge.space().name())
                .withLabel("app.kubernetes.io/name", "sluice-gateway")
                .list()
                .getItems()) {
            targets.append(target(pod, "gateway", "9901", "metrics"));
        }
        return targets.toString();
    }

    /** Through the API server, for pods have no address out here. */
    private String target(Pod pod, String container, String port, String path) throws IOException {
        Config config = sluice.client().getConfiguration();
        String name = pod.getMetadata().getName();
        String namespace = pod.getMetadata().getNamespace();
        return """
                - job_name: %s
                  scheme: https
                  metrics_path: /api/v1/namespaces/%s/pods/%s:%s/proxy/%s
                  tls_config: {insecure_skip_verify: true, cert_file: %s, key_file: %s}
                  static_configs: [{targets: ["%s"], labels: {namespace: %s, pod: %s, container: %s}}]
                """.formatted(
                        name,
                        namespace,
                        name,
                        port,
                        path,
                        file("client.crt", config.getClientCertData()),
                        file("client.key", config.getClientKeyData()),
                        config.getMasterUrl().replaceFirst("https://", "").replaceAll("/+$", ""),
                        namespace,
                        name,
                        container);
    }

    private Path file(String name, String base64) throws IOException {
        Path file = folder.resolve(name);
        Files.write(file, Base64.getMimeDecoder().decode(base64.getBytes(UTF_8)));
        return file;
    }
}
