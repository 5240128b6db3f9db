package dev.sluice.operator;

import io.micronaut.runtime.Micronaut;

/** The operator's program. SIGTERM ends it in order: what was counted is checkpointed and the lease is given back. */
public final class OperatorMain {
    private static final String LOG_FORMAT = "java.util.logging.SimpleFormatter.format";

    private OperatorMain() {}

    public static void main(String[] arguments) {
        if (System.getProperty(LOG_FORMAT) == null) {
            System.setProperty(LOG_FORMAT, "%1$tFT%1$tT.%1$tL%1$tz %4$s %3$s: %5$s%6$s%n");
        }
        Micronaut.build(arguments).banner(false).mainClass(OperatorMain.class).start();
    }
}
