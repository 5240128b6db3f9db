package dev.sluice.standalone.preview;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.contract.snapshot.ConfigSnapshot;
import dev.sluice.control.resolve.ObjectRef;
import dev.sluice.control.resolve.Resources;
import dev.sluice.control.translate.GatewayConfig;
import dev.sluice.control.translate.Translator;
import dev.sluice.control.translate.Translator.Target;
import dev.sluice.standalone.manifest.Manifest;
import dev.sluice.standalone.manifest.ManifestProblem;
import dev.sluice.standalone.manifest.ManifestReader;
import dev.sluice.standalone.manifest.ParsedFile;
import dev.sluice.standalone.manifest.TypedObjects;
import dev.sluice.standalone.manifest.folder.FolderDecision;
import dev.sluice.standalone.manifest.folder.FolderMemory;
import dev.sluice.standalone.manifest.folder.ManifestPaths;
import dev.sluice.standalone.manifest.schema.SchemaCatalog;
import dev.sluice.standalone.simulate.ScenarioFiles;
import dev.sluice.standalone.validate.Validation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The manifests as they are and as they would be.
 *
 * @param before what each Gateway is given now
 * @param after what it would be given
 * @param policies those of the change, as scenarios take them
 */
record Manifests(List<ConfigSnapshot> before, List<ConfigSnapshot> after, List<PolicyChange> policies) {

    /** @param before {@code spec} as it is, empty for a policy that is new; @param after as it would be */
    record PolicyChange(String name, ObjectNode before, ObjectNode after) {}

    /** @throws PreviewException with every mistake of the manifests as they would be, by file, line and field */
    static Manifests read(Path folder, List<Path> changes, Target target, long nowMillis)
            throws IOException, PreviewException {
        for (Path change : changes) {
            if (change.toAbsolutePath()
                    .normalize()
                    .startsWith(folder.toAbsolutePath().normalize())) {
                throw new PreviewException(
                        change + " lies in " + folder
                                + ", so nothing says how things were; give the manifests as they are, for instance a worktree of Git");
            }
        }
        ManifestReader reader = new ManifestReader(new SchemaCatalog());
        List<ParsedFile> changed = ManifestPaths.read(changes, reader);
        List<ParsedFile> present = ManifestPaths.read(List.of(folder), reader);
        List<Manifest> objects =
                changed.stream().flatMap(each -> each.manifests().stream()).toList();
        Set<ObjectRef> refs = objects.stream().map(Manifest::ref).collect(Collectors.toSet());
        List<ParsedFile> future = new ArrayList<>(changed);
        present.forEach(each -> future.add(without(refs, each)));
        refuseMistakes(future, target, nowMillis);
        if (objects.isEmpty()) {
            throw new PreviewException(
                    changes.getFirst() + ":1: holds no manifest; expected the objects as they would be");
        }
        List<Manifest> known =
                present.stream().flatMap(each -> each.manifests().stream()).toList();
        return new Manifests(
                snapshots(present, target),
                snapshots(future, target),
                objects.stream()
                        .filter(each -> each.ref().kind().equals("RoutingPolicy"))
                        .map(each -> new PolicyChange(
                                each.ref().id(), spec(find(known, each.ref())), ScenarioFiles.spec(each)))
                        .toList());
    }

    private static Optional<Manifest> find(List<Manifest> known, ObjectRef ref) {
        return known.stream().filter(each -> each.ref().equals(ref)).findFirst();
    }

    private static ObjectNode spec(Optional<Manifest> known) {
        return known.map(ScenarioFiles::spec).orElseGet(JsonNodeFactory.instance::objectNode);
    }

    private static ParsedFile without(Set<ObjectRef> refs, ParsedFile file) {
        return new ParsedFile(
                file.file(),
                file.manifests().stream()
                        .filter(each -> !refs.contains(each.ref()))
                        .toList(),
                file.problems(),
                file.extent());
    }

    private static void refuseMistakes(List<ParsedFile> files, Target target, long nowMillis) throws PreviewException {
        List<String> mistakes = new Validation(
                        new TypedObjects(new SchemaCatalog()), target, nowMillis, resources -> Translator.translate(
                                        resources, List.of(), target, 0, 0)
                                .statuses())
                .check(files).errors().stream().map(ManifestProblem::toString).toList();
        if (!mistakes.isEmpty()) {
            throw new PreviewException(mistakes);
        }
    }

    private static List<ConfigSnapshot> snapshots(List<ParsedFile> files, Target target) {
        Resources resources = FolderDecision.decide(new TypedObjects(new SchemaCatalog()), FolderMemory.EMPTY, files)
                .state()
                .resources();
        return Translator.translate(resources, List.of(), target, 1, 1).gateways().stream()
                .map(GatewayConfig::snapshot)
                .toList();
    }
}
