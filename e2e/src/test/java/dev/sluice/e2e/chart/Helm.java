package dev.sluice.e2e.chart;

import dev.sluice.e2e.cluster.Repository;
import dev.sluice.e2e.cluster.TestCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Helm as the repository builds it, with an own home, so that settings of this machine's user do not matter.
 *
 * @param environment beside that of this process
 */
public record Helm(Repository repository, Path home, Map<String, String> environment) {

    /** What Helm said: {@code output} on standard output, {@code errors} without the notices of symbolic links. */
    public record Answer(List<String> line, int exitCode, String output, String errors) {

        public String orThrow() {
            if (exitCode != 0) {
                throw new IllegalStateException(String.join(" ", line) + " ended with " + exitCode + ":\n" + errors);
            }
            return output;
        }
    }

    static Helm in(Repository repository, Path home) {
        return new Helm(repository, home, Map.of());
    }

    /** As the administrator of a cluster. */
    public static Helm on(TestCluster cluster, Path home) {
        Path kubeconfig = home.resolve("kubeconfig");
        try {
            Files.writeString(kubeconfig, cluster.kubeconfig());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Helm(Repository.ofWorkingDirectory(), home, Map.of("KUBECONFIG", kubeconfig.toString()));
    }

    public Answer run(String... arguments) {
        List<String> line = new ArrayList<>(List.of(repository.path("dev/helm").toString()));
        line.addAll(List.of(arguments));
        try {
            Path errors = Files.createTempFile(home, "helm", ".err");
            ProcessBuilder builder = new ProcessBuilder(line).redirectError(errors.toFile());
            builder.environment().put("HELM_CONFIG_HOME", home.resolve("config").toString());
            builder.environment().put("HELM_CACHE_HOME", home.resolve("cache").toString());
            builder.environment().put("HELM_DATA_HOME", home.resolve("data").toString());
            builder.environment().putAll(environment);
            Process process = builder.start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int exitCode = process.waitFor();
            return new Answer(List.copyOf(line), exitCode, output, withoutNotices(Files.readString(errors)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while running " + String.join(" ", line), e);
        }
    }

    private static String withoutNotices(String errors) {
        return errors.lines()
                .filter(line -> !line.contains("found symbolic link in path"))
                .collect(Collectors.joining("\n"))
                .strip();
    }
}
