package dev.sluice.standalone.manifest.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sluice.standalone.manifest.yaml.YamlReader;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A step of the build: writes each version's schema of the definitions as a JSON resource of its own, since reading half a
 * megabyte of YAML would be most of a start.
 */
public final class DefinitionPacker {
    private static final JsonMapper JSON = new JsonMapper();

    private DefinitionPacker() {}

    /** @param arguments the folder to write to, then the folders to read {@code *.yaml} from */
    public static void main(String[] arguments) throws IOException {
        Path to = Files.createDirectories(Path.of(arguments[0]));
        for (int i = 1; i < arguments.length; i++) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of(arguments[i]), "*.yaml")) {
                for (Path file : files) {
                    pack(file, to);
                }
            }
        }
    }

    /** The resource that holds one version's schema; a definition without versions is one schema whole. */
    static String resource(String definition, String version) {
        return definition + (version.isEmpty() ? "" : "." + version) + ".json";
    }

    private static void pack(Path file, Path to) throws IOException {
        JsonNode definition =
                YamlReader.read(Files.readString(file)).documents().getFirst().toJson();
        String name = String.valueOf(file.getFileName());
        String stem = name.substring(0, name.length() - ".yaml".length());
        JsonNode versions = definition.path("spec").path("versions");
        if (versions.isMissingNode()) {
            JSON.writeValue(to.resolve(resource(stem, "")).toFile(), definition);
        }
        for (JsonNode version : versions) {
            JSON.writeValue(
                    to.resolve(resource(stem, version.path("name").asText())).toFile(),
                    version.path("schema").path("openAPIV3Schema"));
        }
    }
}
