package dev.sluice.standalone.validate;

import dev.sluice.control.resolve.ObjectRef;
import dev.sluice.control.resolve.Problem;
import dev.sluice.control.resolve.Problem.Severity;
import dev.sluice.control.resolve.RejectedObject;
import dev.sluice.control.resolve.Resources;
import dev.sluice.control.status.ObjectStatus;
import dev.sluice.control.translate.OverrideTranslator;
import dev.sluice.control.translate.Translator.Target;
import dev.sluice.standalone.manifest.Manifest;
import dev.sluice.standalone.manifest.ManifestProblem;
import dev.sluice.standalone.manifest.ParsedFile;
import dev.sluice.standalone.manifest.ParsedFile.Extent;
import dev.sluice.standalone.manifest.Place;
import dev.sluice.standalone.manifest.TypedObjects;
import dev.sluice.standalone.manifest.folder.FolderDecision;
import dev.sluice.standalone.manifest.folder.FolderMemory;
import dev.sluice.standalone.manifest.folder.FolderState;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every mistake of a set of files: of their text, of their structure, and of what they mean together. Pure. */
public final class Validation {
    /**
     * What was found, in the order of file and line. References are only checked where every file could be read to its
     * end: what is missing may stand in the part that was not.
     */
    public record Report(List<ManifestProblem> errors, List<ManifestProblem> warnings, boolean referencesChecked) {}

    private final TypedObjects types;
    private final Target target;
    private final long nowMillis;
    private final Function<Resources, List<ObjectStatus>> translate;

    public Validation(
            TypedObjects types, Target target, long nowMillis, Function<Resources, List<ObjectStatus>> translate) {
        this.types = types;
        this.target = target;
        this.nowMillis = nowMillis;
        this.translate = translate;
    }

    public Report check(List<ParsedFile> files) {
        FolderState state =
                FolderDecision.decide(types, FolderMemory.EMPTY, files).state();
        boolean complete = files.stream().allMatch(file -> file.extent() != Extent.UNREADABLE);
        List<ManifestProblem> problems = Stream.of(
                        state.problems().stream(),
                        beforeTheBreak(files),
                        overridesThatAreOver(state),
                        complete ? ofReferences(state) : Stream.<ManifestProblem>empty(),
                        target == Target.KUBERNETES ? inlineSecrets(state) : Stream.<ManifestProblem>empty())
                .flatMap(Function.identity())
                .sorted()
                .distinct()
                .toList();
        return new Report(bySeverity(problems, Severity.ERROR), bySeverity(problems, Severity.WARNING), complete);
    }

    private static List<ManifestProblem> bySeverity(List<ManifestProblem> problems, Severity severity) {
        return problems.stream()
                .filter(problem -> problem.problem().severity() == severity)
                .toList();
    }

    /** A file that breaks off is not served in part, but what stands before the break can be mended in the same go. */
    private static Stream<ManifestProblem> beforeTheBreak(List<ParsedFile> files) {
        return files.stream()
                .filter(file -> file.extent() == Extent.UNREADABLE)
                .flatMap(file -> file.manifests().stream())
                .flatMap(Manifest::problems);
    }

    private Stream<ManifestProblem> ofReferences(FolderState state) {
        ElsewhereInCluster elsewhere = new ElsewhereInCluster(state.sources().keySet());
        // What a schema refused is told where it was read, with better lines.
        Set<ObjectRef> refused =
                state.resources().rejected().stream().map(RejectedObject::ref).collect(Collectors.toSet());
        return translate.apply(state.resources()).stream()
                .filter(status -> !refused.contains(status.ref()))
                .flatMap(status -> status.problems().stream()
                        .map(problem -> target == Target.KUBERNETES ? elsewhere.judge(problem) : problem)
                        .flatMap(problem -> placed(state, status.ref(), problem)));
    }

    private static Stream<ManifestProblem> placed(FolderState state, ObjectRef ref, Problem problem) {
        return state.place(ref, problem.path()).map(place -> new ManifestProblem(place, ref, problem)).stream();
    }

    private Stream<ManifestProblem> overridesThatAreOver(FolderState state) {
        return state.resources().overrides().stream()
                .filter(override -> OverrideTranslator.until(override)
                        .filter(untilMillis -> untilMillis <= nowMillis)
                        .isPresent())
                .flatMap(override -> placed(
                        state,
                        ObjectRef.of(override),
                        Problem.warning(
                                "spec.until",
                                override.getSpec().until()
                                        + " is over, so that it does nothing; expected a time to come")));
    }

    private static Stream<ManifestProblem> inlineSecrets(FolderState state) {
        Problem inline = Problem.warning(
                "", "holds keys in the manifest; for a cluster they are expected from a secret store, not from Git");
        return state.resources().secrets().stream().map(ObjectRef::of).map(ref -> {
            Place place = state.place(ref, "").orElseThrow();
            return new ManifestProblem(place, ref, inline);
        });
    }
}
