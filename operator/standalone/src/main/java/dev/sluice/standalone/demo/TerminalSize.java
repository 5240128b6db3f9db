package dev.sluice.standalone.demo;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** How wide the terminal is; asked again now and then, since people resize windows. */
final class TerminalSize {
    private static final int DEFAULT_COLUMNS = 120;
    private static final int LEAST_COLUMNS = 76;
    private static final long ASK_EVERY_NANOS = 3_000_000_000L;

    private int columns = DEFAULT_COLUMNS;
    private long askedNanos;
    private boolean asked;

    int columns() {
        long now = System.nanoTime();
        if (!asked || now - askedNanos > ASK_EVERY_NANOS) {
            asked = true;
            askedNanos = now;
            columns = Math.max(LEAST_COLUMNS, ask(columns));
        }
        return columns;
    }

    /** The JDK does not tell; {@code stty} does on every system that has a terminal. */
    private static int ask(int before) {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(new File("/dev/tty"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String answer = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            if (stty.waitFor(1, TimeUnit.SECONDS) && answer.matches("\\d+ \\d+")) {
                int columns = Integer.parseInt(answer.split(" ")[1]);
                return columns == 0 ? before : columns;
            }
        } catch (IOException e) {
            return before;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return before;
    }
}
