package dev.sluice.standalone.manifest;

import dev.sluice.control.resolve.ObjectRef;
import dev.sluice.control.resolve.Problem;
import dev.sluice.control.resolve.RejectedObject;
import dev.sluice.standalone.manifest.schema.Finding;
import dev.sluice.standalone.manifest.schema.KnownKind;
import dev.sluice.standalone.manifest.yaml.FieldPath;
import dev.sluice.standalone.manifest.yaml.YamlMapping;
import dev.sluice.standalone.manifest.yaml.YamlValue;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One object as it was written, of a known kind and with a name; {@code findings} are its structural mistakes. */
public record Manifest(
        ObjectRef ref, String apiVersion, KnownKind kind, String file, YamlMapping tree, List<Finding> findings) {
    public Manifest {
        findings = List.copyOf(findings);
    }

    public boolean isValid() {
        return findings.isEmpty();
    }

    public Place place() {
        return new Place(file, tree.at().line());
    }

    /** The line of a field, or of the nearest enclosing one that is written. */
    public Place place(String path) {
        return new Place(file, FieldPath.locate(tree, path).line());
    }

    public Stream<ManifestProblem> problems() {
        return findings.stream()
                .map(finding -> ManifestProblem.of(
                        new Place(file, finding.at().line()), ref, finding.path(), finding.message()));
    }

    /** The same object with one more mistake, found when it was turned into its type. */
    public Manifest with(Finding finding) {
        List<Finding> more =
                Stream.concat(findings.stream(), Stream.of(finding)).toList();
        return new Manifest(ref, apiVersion, kind, file, tree, more);
    }

    /** What the translator needs of an object it will never see: its mistakes, and whom a policy meant to govern. */
    public RejectedObject rejected() {
        List<Problem> problems = findings.stream()
                .map(finding -> new Problem(finding.path(), finding.message()))
                .toList();
        return new RejectedObject(ref, targets(), problems);
    }

    private List<ObjectRef> targets() {
        return tree.mapping("spec").stream()
                .flatMap(spec -> spec.items("targetRefs").stream())
                .flatMap(target -> target(target).stream())
                .toList();
    }

    private Optional<ObjectRef> target(YamlValue value) {
        return value instanceof YamlMapping target
                ? target.text("kind").flatMap(targetKind -> target.text("name")
                        .map(name -> new ObjectRef(targetKind, ref.namespace(), name)))
                : Optional.empty();
    }
}
