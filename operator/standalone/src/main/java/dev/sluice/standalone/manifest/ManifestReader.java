package dev.sluice.standalone.manifest;

import dev.sluice.control.resolve.ObjectRef;
import dev.sluice.standalone.manifest.ParsedFile.Extent;
import dev.sluice.standalone.manifest.schema.Finding;
import dev.sluice.standalone.manifest.schema.KnownKind;
import dev.sluice.standalone.manifest.schema.KnownKind.Scope;
import dev.sluice.standalone.manifest.schema.SchemaCatalog;
import dev.sluice.standalone.manifest.yaml.FieldPath;
import dev.sluice.standalone.manifest.yaml.YamlMapping;
import dev.sluice.standalone.manifest.yaml.YamlReader;
import dev.sluice.standalone.manifest.yaml.YamlScalar;
import dev.sluice.standalone.manifest.yaml.YamlStream;
import dev.sluice.standalone.manifest.yaml.YamlValue;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Text of a file to manifests: documents, {@code List} kinds unfolded, each checked by its schema. Never throws. */
public final class ManifestReader {
    private final SchemaCatalog catalog;

    public ManifestReader(SchemaCatalog catalog) {
        this.catalog = catalog;
    }

    public ParsedFile read(String file, String text) {
        if (text.isBlank()) {
            String message = "the file is empty; write a manifest into it or delete it";
            return new ParsedFile(file, List.of(), List.of(problem(file, 1, "", message)), Extent.BLANK);
        }
        boolean json = file.toLowerCase(Locale.ROOT).endsWith(".json");
        YamlStream stream = json ? YamlReader.readJson(text) : YamlReader.read(text);
        DocumentSorter sorter = new DocumentSorter();
        stream.documents().forEach(document -> document(file, document, sorter));
        stream.error()
                .ifPresent(error -> sorter.unreadable(problem(
                        file, error.at().line(), "", "not valid " + (json ? "JSON: " : "YAML: ") + error.reason())));
        return sorter.done(file);
    }

    private void document(String file, YamlValue value, DocumentSorter sorter) {
        if (value instanceof YamlScalar scalar && scalar.value().isNull()) {
            return;
        }
        if (!(value instanceof YamlMapping document)) {
            sorter.unnamed(
                    problem(file, value.at().line(), "", "is not an object; expected apiVersion, kind and metadata"));
            return;
        }
        Optional<String> kind = document.text("kind");
        Optional<String> apiVersion = document.text("apiVersion");
        if (kind.isEmpty() || apiVersion.isEmpty()) {
            String missing = apiVersion.isEmpty() ? "apiVersion" : "kind";
            String message = "is missing; expected "
                    + (apiVersion.isEmpty() ? "one such as sluice.dev/v1alpha1" : "one such as Provider");
            sorter.unnamed(problem(file, line(document, missing), missing, message));
        } else if (kind.get().endsWith("List") && document.get("items").isPresent()) {
            document.items("items").forEach(item -> document(file, item, sorter));
        } else {
            object(file, document, apiVersion.get(), kind.get(), sorter);
        }
    }

    private void object(String file, YamlMapping document, String apiVersion, String kind, DocumentSorter sorter) {
        Optional<KnownKind> known = catalog.find(apiVersion, kind);
        if (known.isEmpty()) {
            sorter.unnamed(problem(file, line(document, "kind"), "kind", catalog.explainUnknown(apiVersion, kind)));
            return;
        }
        Optional<String> name = document.mapping("metadata").flatMap(metadata -> metadata.text("name"));
        List<Finding> findings = catalog.validate(known.get(), apiVersion, document);
        ObjectRef ref = new ObjectRef(kind, namespace(document, known.get()), name.orElse(""));
        Manifest manifest = new Manifest(ref, apiVersion, known.get(), file, document, findings);
        if (ref.name().isEmpty()) {
            manifest.problems().forEach(sorter::unnamed);
        } else {
            switch (known.get().use()) {
                case SERVED -> sorter.manifest(manifest);
                case OPERATOR_ONLY ->
                    sorter.refused(manifest, "kind " + kind + " is written by the operator only; take it out");
            }
        }
    }

    private static String namespace(YamlMapping document, KnownKind kind) {
        if (kind.scope() == Scope.CLUSTER) {
            return ObjectRef.DEFAULT_NAMESPACE;
        }
        return document.mapping("metadata")
                .flatMap(metadata -> metadata.text("namespace"))
                .orElse(ObjectRef.DEFAULT_NAMESPACE);
    }

    private static int line(YamlMapping document, String path) {
        return FieldPath.locate(document, path).line();
    }

    private static ManifestProblem problem(String file, int line, String path, String message) {
        return ManifestProblem.of(new Place(file, line), null, path, message);
    }
}
