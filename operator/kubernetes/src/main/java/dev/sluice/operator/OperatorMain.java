package dev.sluice.operator;

import io.micronaut.runtime.Micronaut;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The operator's program. SIGTERM ends it in order: what was counted is checkpointed and the lease is given back. */
public final class OperatorMain {
    private static final String LOG_FORMAT = "java.util.logging.SimpleFormatter.format";

    private static final String UNSTABLE_VERSIONS = "io.fabric8.kubernetes.client.dsl.internal.VersionUsageUtils";
    /** Loggers that nobody holds are forgotten, and their levels with them. */
    private static final Logger UNSTABLE = Logger.getLogger(UNSTABLE_VERSIONS);

    private OperatorMain() {}

    public static void main(String[] arguments) {
        if (System.getProperty(LOG_FORMAT) == null) {
            System.setProperty(LOG_FORMAT, "%1$tFT%1$tT.%1$tL%1$tz %4$s %3$s: %5$s%6$s%n");
        }
        // That our kinds are v1alpha1 is no news to whoever runs their operator.
        UNSTABLE.setLevel(Level.SEVERE);
        Micronaut.build(arguments).banner(false).mainClass(OperatorMain.class).start();
    }
}
