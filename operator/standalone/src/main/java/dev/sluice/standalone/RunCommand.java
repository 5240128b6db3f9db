package dev.sluice.standalone;

import dev.sluice.engine.score.Place;
import dev.sluice.server.options.Telemetry;
import dev.sluice.server.options.TransportKind;
import dev.sluice.standalone.admin.HostPort;
import dev.sluice.standalone.log.LineFormat;
import dev.sluice.standalone.log.Logging;
import dev.sluice.standalone.run.Standalone;
import dev.sluice.standalone.run.StandaloneOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sluice run}: serves a folder of manifests until it is told to stop. */
@Command(
        name = "run",
        description =
                "Serves the Gateways of a folder of manifests, watches it, and moves traffic by what it measures.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class RunCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "DIR",
            description = "folder of manifests: all kinds, in one or many files, Secrets included")
    private @Nullable Path folder;

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            defaultValue = "0.0.0.0",
            description = "address the Gateways' listeners bind (default: ${DEFAULT-VALUE}, all interfaces)")
    private String bind = "";

    @Option(
            names = "--admin",
            paramLabel = "HOST:PORT",
            defaultValue = "127.0.0.1:9901",
            converter = HostPortConverter.class,
            description =
                    "where health, metrics, the plan, the status and the web page are (default: ${DEFAULT-VALUE})")
    private HostPort admin = HostPort.DEFAULT;

    @Option(
            names = "--event-loops",
            paramLabel = "N",
            description = "threads that serve, for each Gateway (default: one per processor)")
    private int eventLoops = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--transport",
            paramLabel = "KIND",
            defaultValue = "epoll",
            description =
                    "how sockets are served: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}; the portable one "
                            + "where the kernel lacks it)")
    private TransportKind transport = TransportKind.EPOLL;

    @Option(
            names = "--region",
            paramLabel = "NAME",
            description = "where it runs, in the word of its providers' location; for pools that score Locality")
    private String region = "";

    @Option(names = "--zone", paramLabel = "NAME", description = "likewise, within the region")
    private String zone = "";

    @Option(names = "--access-log", description = "write one JSON line per request to standard output; off by default")
    private boolean accessLog;

    @Option(
            names = "--access-log-sampling",
            paramLabel = "PERCENT",
            defaultValue = "100",
            description = "percent of requests that get a line; answers of 5xx always do (default: ${DEFAULT-VALUE})")
    private double accessLogSampling = 100;

    @Option(
            names = "--tracing-endpoint",
            paramLabel = "URL",
            description = "base of an OTLP/HTTP collector that gets spans, e.g. http://127.0.0.1:4318; none by default")
    private @Nullable URI tracingEndpoint;

    @Option(
            names = "--tracing-sampling",
            paramLabel = "PERCENT",
            defaultValue = "1",
            description = "percent of requests that begin a recorded trace (default: ${DEFAULT-VALUE})")
    private double tracingSampling = 1;

    @Option(
            names = "--proxy-protocol",
            description = "connections begin by a header of the PROXY protocol, version 1 or 2; off by default")
    private boolean proxyProtocol;

    @Option(
            names = "--log-format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "of log lines on standard error: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private LineFormat logFormat = LineFormat.TEXT;

    private Telemetry telemetry() {
        return Telemetry.DEFAULT
                .withAccessLogPpm(ppm(accessLogSampling))
                .withSpans(tracingEndpoint, ppm(tracingSampling));
    }

    private static int ppm(double percent) {
        return (int) Math.round(percent * Telemetry.ALL_PPM / 100);
    }

    @Override
    public Integer call() throws InterruptedException {
        if (folder == null) {
            throw new IllegalStateException("the command line was not read");
        }
        Logging.install(logFormat, Level.INFO);
        Termination termination = Termination.install();
        Telemetry telemetry;
        try {
            telemetry = telemetry();
        } catch (IllegalArgumentException e) {
            System.err.println(
                    "sluice: --tracing-endpoint, --tracing-sampling, --access-log-sampling: " + e.getMessage());
            return termination.finish(2);
        }
        StandaloneOptions options = new StandaloneOptions(
                folder,
                bind,
                admin,
                Math.max(1, eventLoops),
                transport,
                accessLog,
                new Place(region, zone),
                telemetry,
                proxyProtocol);
        try (Standalone running = Standalone.start(options)) {
            termination.await();
        } catch (IOException e) {
            System.err.println("sluice: " + e.getMessage());
            return termination.finish(1);
        }
        return termination.finish(0);
    }
}
