package dev.sluice.control.translate;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import dev.sluice.contract.codec.ContractCodec;
import dev.sluice.contract.snapshot.ConfigSnapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A folder of cases: {@code in.yaml} and what it comes to, {@code out.yaml}. A comment {@code # include: path} takes in a
 * file of the tree, {@code # previous: file} one of the folder that was in force before, {@code # target: kubernetes} says
 * where it is going to run.
 */
final class GoldenFiles {
    static final boolean REWRITE = Boolean.getBoolean("golden.rewrite");

    private static final Path CASES = Path.of("src/test/resources/golden");
    private static final Path TREE = Path.of("../..");
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory()
                    .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                    .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                    .disable(YAMLGenerator.Feature.SPLIT_LINES))
            .setDefaultPropertyInclusion(JsonInclude.Include.NON_EMPTY);

    private GoldenFiles() {}

    static List<Path> cases() {
        try (Stream<Path> folders = Files.list(CASES)) {
            return folders.filter(Files::isDirectory).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String run(Path folder) {
        String in = text(folder.resolve("in.yaml"));
        Translator.Target target = directive(in, "target").stream().anyMatch("kubernetes"::equals)
                ? Translator.Target.KUBERNETES
                : Translator.Target.STANDALONE;
        List<ConfigSnapshot> previous = new ArrayList<>();
        for (String file : directive(in, "previous")) {
            String earlier = withIncludes(text(folder.resolve(file)));
            translate(earlier, previous, target).gateways().forEach(g -> previous.add(g.snapshot()));
        }
        return print(translate(withIncludes(in), previous, target));
    }

    /** The manifests of a case, with what it includes. */
    static String resources(Path folder) {
        return withIncludes(text(folder.resolve("in.yaml")));
    }

    static String tree(String path) {
        return text(TREE.resolve(path));
    }

    private static TranslateResult translate(String yaml, List<ConfigSnapshot> previous, Translator.Target target) {
        return Translator.translate(Manifests.read(yaml), previous, target, 1, 1);
    }

    private static String withIncludes(String yaml) {
        return directive(yaml, "include").stream()
                        .map(GoldenFiles::tree)
                        .collect(Collectors.joining("\n---\n", "", "\n---\n"))
                + yaml;
    }

    private static List<String> directive(String yaml, String name) {
        return yaml.lines()
                .filter(l -> l.startsWith("# " + name + ": "))
                .map(l -> l.substring(name.length() + 4).strip())
                .toList();
    }

    private static String print(TranslateResult result) {
        try {
            ContractCodec codec = new ContractCodec();
            ObjectNode out = YAML.createObjectNode();
            ArrayNode gateways = out.putArray("gateways");
            for (GatewayConfig config : result.gateways()) {
                ObjectNode gateway = gateways.addObject();
                gateway.set(
                        "snapshot",
                        withoutEmpty(
                                YAML.readTree(new String(codec.write(config.snapshot()), StandardCharsets.UTF_8))));
                gateway.set(
                        "credentials",
                        YAML.valueToTree(new TreeMap<>(config.credentials().values())));
                gateway.set("overrides", YAML.valueToTree(config.overrides()));
            }
            ArrayNode statuses = out.putArray("statuses");
            result.statuses().forEach(s -> statuses.add(withoutEmpty(YAML.valueToTree(s))));
            return TestPair.hide(YAML.writeValueAsString(out));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Nulls and empty lists say nothing to a reader of a diff. */
    private static JsonNode withoutEmpty(JsonNode node) {
        node.forEach(GoldenFiles::withoutEmpty);
        if (node instanceof ObjectNode object) {
            object.properties().stream()
                    .filter(e -> e.getValue().isNull()
                            || e.getValue().isArray() && e.getValue().isEmpty())
                    .map(Map.Entry::getKey)
                    .toList()
                    .forEach(object::remove);
        }
        return node;
    }

    static String text(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void write(Path path, String text) {
        try {
            Files.writeString(path, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
