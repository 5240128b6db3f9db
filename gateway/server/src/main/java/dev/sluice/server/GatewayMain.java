package dev.sluice.server;

import dev.sluice.server.kubernetes.KubernetesConfigSource;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;

/**
 * A gateway pod's program. SIGTERM drains it. Exit codes: 0 after a drain, 1 when it cannot start, 2 when it was told
 * something wrong; the reason is on standard error.
 */
public final class GatewayMain {
    private static final String LOG_FORMAT = "java.util.logging.SimpleFormatter.format";

    private GatewayMain() {}

    public static void main(String[] arguments) {
        if (System.getProperty(LOG_FORMAT) == null) {
            System.setProperty(LOG_FORMAT, "%1$tFT%1$tT.%1$tL%1$tz %4$s %3$s: %5$s%6$s%n");
        }
        try {
            serve(GatewaySettings.of(System.getenv(), arguments));
        } catch (IllegalArgumentException e) {
            end(2, e);
        } catch (IOException e) {
            end(1, e);
        }
    }

    private static void serve(GatewaySettings settings) throws IOException {
        GatewayProcess process = GatewayProcess.start(
                settings, KubernetesConfigSource.of(settings.namespace(), settings.name(), settings.stateFolder()));
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            process.drainAndEnd();
                            // What a signal asked for went well; its own exit code would say otherwise.
                            Runtime.getRuntime().halt(0);
                        },
                        "sluice-drain"));
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void end(int code, Exception reason) {
        System.err.println("gateway: " + reason.getMessage());
        System.exit(code);
    }
}
