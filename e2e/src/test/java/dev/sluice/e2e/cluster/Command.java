package dev.sluice.e2e.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What a program ended with; its standard error went to ours, so that long builds show where they are. */
public record Command(List<String> line, int exitCode, String output) {

    public static Command run(String... line) {
        return run(List.of(line));
    }

    public static Command run(List<String> line) {
        try {
            Process process = new ProcessBuilder(line)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Command(List.copyOf(line), process.waitFor(), output.strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while running " + String.join(" ", line), e);
        }
    }

    /** The output of a program that has to succeed. */
    public String orThrow() {
        if (exitCode != 0) {
            throw new IllegalStateException(String.join(" ", line) + " ended with " + exitCode + ":\n" + output);
        }
        return output;
    }
}
