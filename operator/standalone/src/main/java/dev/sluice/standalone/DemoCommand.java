package dev.sluice.standalone;

import dev.sluice.standalone.admin.HostPort;
import dev.sluice.standalone.demo.Demo;
import dev.sluice.standalone.demo.DemoOptions;
import dev.sluice.standalone.demo.Display;
import dev.sluice.standalone.demo.Summary;
import dev.sluice.standalone.log.LineFormat;
import dev.sluice.standalone.log.Logging;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sluice demo}: five providers, a gateway and a load on this machine; a region fails and recovers. */
@Command(
        name = "demo",
        description =
                "Runs a gateway over five simulated providers under load, while the preferred region fails and "
                        + "recovers. Ends with a summary; exit code 0 only if no client saw a failure and traffic left and came back.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class DemoCommand implements Callable<Integer> {
    private static final int LEAST_SECONDS = 20;
    private static final int STOPPED_BY_PERSON = 130;

    @Option(
            names = "--duration",
            paramLabel = "SECONDS",
            defaultValue = "66",
            description =
                    "length of the story (default: ${DEFAULT-VALUE}; much less leaves traffic no time to come back)")
    private int durationSeconds = 66;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "300",
            description = "calls per second that clients send (default: ${DEFAULT-VALUE})")
    private double callsPerSecond = 300;

    @Option(
            names = "--admin",
            paramLabel = "HOST:PORT",
            defaultValue = "127.0.0.1:9901",
            converter = HostPortConverter.class,
            description = "where the web page is (default: ${DEFAULT-VALUE}, or a free port where that one is taken)")
    private HostPort admin = HostPort.DEFAULT;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "where the gateway listens (default: ${DEFAULT-VALUE}, or a free one where that is taken)")
    private int gatewayPort = 8080;

    @Option(names = "--plain", description = "plain lines instead of a live picture, as where there is no terminal")
    private boolean plain;

    @Override
    public Integer call() throws InterruptedException {
        boolean live = !plain && System.console() != null && System.console().isTerminal();
        Logging.install(LineFormat.TEXT, live ? Level.SEVERE : Level.WARNING);
        Termination termination = Termination.install();
        Duration length = Duration.ofSeconds(Math.max(LEAST_SECONDS, durationSeconds));
        DemoOptions options = new DemoOptions(length, callsPerSecond, admin, gatewayPort);
        try {
            Optional<Summary> summary = new Demo(options, Display.of(System.out, live), termination::isAsked).run();
            return termination.finish(summary.map(s -> s.kept() ? 0 : 1).orElse(STOPPED_BY_PERSON));
        } catch (IOException e) {
            System.err.println("sluice: " + e.getMessage());
            return termination.finish(1);
        }
    }
}
