package dev.sluice.standalone.simulate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.simulation.scenario.Scenario;
import dev.sluice.standalone.manifest.Manifest;
import dev.sluice.standalone.manifest.ManifestProblem;
import dev.sluice.standalone.manifest.ManifestReader;
import dev.sluice.standalone.manifest.ParsedFile;
import dev.sluice.standalone.manifest.schema.SchemaCatalog;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds scenarios by name among those that come with the command, or as files, and reads them. */
public final class ScenarioFiles {
    private static final List<String> NAMES =
            List.of("A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "L", "M", "N");

    /** Of one thing each, asked for by name: what the table of A to N is not about. */
    private static final List<String> OTHERS = List.of("NEWCOMERS", "FLATTERY", "IDENTITIES");

    private ScenarioFiles() {}

    /** What could be read, and every mistake in the rest. */
    public record Loaded(List<Scenario> scenarios, List<String> problems) {}

    static Loaded load(SimulateOptions options) throws IOException {
        List<String> problems = new ArrayList<>();
        Path policyFile = options.policy();
        ObjectNode policy =
                policyFile == null ? null : policy(policyFile, problems).orElse(null);
        Loaded loaded = load(options.scenarios().isEmpty() ? NAMES : options.scenarios());
        problems.addAll(loaded.problems());
        return new Loaded(
                loaded.scenarios().stream().map(each -> under(policy, each)).toList(), problems);
    }

    /** @param namesOrFiles A to N, one of the others, or paths */
    public static Loaded load(List<String> namesOrFiles) throws IOException {
        List<Scenario> scenarios = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (String each : namesOrFiles) {
            ScenarioReader.Result read = ScenarioReader.read(each, text(each));
            problems.addAll(read.problems());
            read.scenario().ifPresent(scenarios::add);
        }
        return new Loaded(scenarios, problems);
    }

    /** The fields of a RoutingPolicy as scenarios take them. */
    public static ObjectNode spec(Manifest policy) {
        return ScenarioReader.spec(policy.tree());
    }

    /** One of those that come with the command. */
    public static Scenario named(String name) {
        ScenarioReader.Result read;
        try {
            read = ScenarioReader.read(name, text(name));
        } catch (IOException e) {
            throw new IllegalArgumentException("no scenario " + name, e);
        }
        return read.scenario().orElseThrow(() -> new IllegalStateException(String.join("\n", read.problems())));
    }

    private static Scenario under(@Nullable ObjectNode policy, Scenario scenario) {
        return policy == null ? scenario : scenario.withPolicy(policy);
    }

    private static String text(String nameOrFile) throws IOException {
        String name = nameOrFile.toUpperCase(Locale.ROOT);
        if (NAMES.contains(name) || OTHERS.contains(name)) {
            String resource = nameOrFile.toLowerCase(Locale.ROOT) + ".yaml";
            try (InputStream in = Scenario.class.getResourceAsStream(resource)) {
                if (in == null) {
                    throw new FileNotFoundException(resource + " is not on the class path");
                }
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
        }
        return Files.readString(Path.of(nameOrFile));
    }

    private static Optional<ObjectNode> policy(Path file, List<String> problems) throws IOException {
        ParsedFile parsed = new ManifestReader(new SchemaCatalog()).read(file.toString(), Files.readString(file));
        parsed.problems().stream().map(ManifestProblem::toString).forEach(problems::add);
        Optional<Manifest> manifest = parsed.manifests().stream()
                .filter(each -> each.ref().kind().equals("RoutingPolicy"))
                .findFirst();
        if (manifest.isEmpty()) {
            problems.add(file + ":1: holds no RoutingPolicy that is valid");
        }
        return manifest.map(each -> ScenarioReader.spec(each.tree()));
    }
}
