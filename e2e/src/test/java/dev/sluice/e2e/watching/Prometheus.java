package dev.sluice.e2e.watching;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.e2e.cluster.Repository;
import dev.sluice.e2e.standalone.Await;
import dev.sluice.e2e.standalone.SluiceProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A real Prometheus that scrapes and evaluates every second, in a folder of its own. */
public final class Prometheus implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration START = Duration.ofSeconds(60);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final Path log;
    private final int port;

    private Prometheus(Process process, Path log, int port) {
        this.process = process;
        this.log = log;
        this.port = port;
    }

    /** @param target {@code HOST:PORT} whose {@code /metrics} is read */
    static Prometheus of(Path folder, String target) throws IOException {
        return start(folder, """
                - job_name: sluice
                  static_configs: [{targets: ["%s"]}]
                """.formatted(target));
    }

    /** @param scrapeConfigs list items of the configuration's field of that name */
    public static Prometheus start(Path folder, String scrapeConfigs) throws IOException {
        Path configuration = folder.resolve("prometheus.yml");
        Files.writeString(configuration, """
                global: {scrape_interval: 1s, scrape_timeout: 1s, evaluation_interval: 1s}
                rule_files: ["%s"]
                scrape_configs:
                %s""".formatted(
                        Repository.ofWorkingDirectory().path("charts/sluice/rules/sluice.yaml"), scrapeConfigs));
        int port = SluiceProcess.freePort();
        Path log = folder.resolve("prometheus.log");
        Process process = new ProcessBuilder(
                        Tool.path("prometheus"),
                        "--config.file=" + configuration,
                        "--storage.tsdb.path=" + folder.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Prometheus started = new Prometheus(process, log, port);
        Await.until("Prometheus is ready", START, started::ready, started::log);
        return started;
    }

    private boolean ready() {
        try {
            return get("/-/ready").statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The samples of an instant query, each an array of time and value; fails for what is no query. */
    public List<JsonNode> query(String expression) throws IOException {
        JsonNode answer = JSON.readTree(get("/api/v1/query?query=" + URLEncoder.encode(expression, UTF_8))
                .body());
        if (!answer.path("status").asText().equals("success")) {
            throw new IllegalArgumentException(
                    expression + ": " + answer.path("error").asText());
        }
        return answer.path("data").path("result").findValues("value");
    }

    /** Those of the dashboards' queries that nothing answers with a number. */
    public List<String> unanswered(List<Dashboard> dashboards) throws IOException {
        List<String> unanswered = new ArrayList<>();
        for (Dashboard dashboard : dashboards) {
            for (Dashboard.Query query : dashboard.queries()) {
                if (query(query.expression()).stream().noneMatch(Prometheus::isNumber)) {
                    unanswered.add(dashboard.name() + ": " + query.panel() + ": " + query.expression());
                }
            }
        }
        return unanswered;
    }

    private static boolean isNumber(JsonNode value) {
        return Double.isFinite(Double.parseDouble(value.path(1).asText().replace("Inf", "Infinity")));
    }

    /** Values of a label among the series of a metric. */
    List<String> labelValues(String metric, String label) throws IOException {
        JsonNode answer = JSON.readTree(
                get("/api/v1/label/" + label + "/values?match[]=" + metric).body());
        return answer.path("data").valueStream().map(JsonNode::asText).toList();
    }

    private HttpResponse<String> get(String path) throws IOException {
        URI uri =
                URI.create("http://127.0.0.1:" + port + path.replace("[", "%5B").replace("]", "%5D"));
        try {
            return http.send(
                    HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(30)).build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
