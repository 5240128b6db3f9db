package dev.sluice.e2e.watching;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A headless Chromium that opens a page, lets it live for some seconds and ends. */
final class Browser {
    /** The page asks every second; virtual time goes on while answers are waited for. */
    private static final int LIFE_MILLIS = 5_000;

    private static final int PATIENCE_SECONDS = 90;
    private static final Pattern CONSOLE = Pattern.compile("CONSOLE[:(]");

    private final Path profile;

    /** @param profile a folder for what it keeps */
    Browser(Path profile) {
        this.profile = profile;
    }

    /** @param dom after scripts have run; @param console what the page said to the developer's console */
    record Visit(String dom, List<String> console) {}

    Visit open(String url) throws IOException {
        Path dom = profile.resolve("dom.html");
        Path log = profile.resolve("browser.log");
        run(url, dom, log, "--dump-dom");
        try (Stream<String> lines = Files.lines(log, StandardCharsets.UTF_8)) {
            return new Visit(
                    Files.readString(dom),
                    lines.filter(line -> CONSOLE.matcher(line).find()).toList());
        }
    }

    void screenshot(String url, Path file, int width, int height) throws IOException {
        Files.createDirectories(file.getParent());
        Path log = profile.resolve("screenshot.log");
        run(url, profile.resolve("nothing"), log, "--screenshot=" + file, "--window-size=" + width + "," + height);
    }

    private void run(String url, Path out, Path log, String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Tool.path("chromium"),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--hide-scrollbars",
                "--enable-logging=stderr",
                "--user-data-dir=" + profile.resolve("profile"),
                "--virtual-time-budget=" + LIFE_MILLIS));
        command.addAll(List.of(more));
        command.add(url);
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(log.toFile())
                .start();
        try {
            boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            process.destroyForcibly();
            assertTrue(ended && process.exitValue() == 0, () -> read(log));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static String read(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
