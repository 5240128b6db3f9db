package dev.sluice.standalone.manifest.folder;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.control.resolve.ObjectRef;
import dev.sluice.control.resolve.RejectedObject;
import dev.sluice.control.resolve.Resources;
import dev.sluice.standalone.manifest.Manifest;
import dev.sluice.standalone.manifest.ManifestProblem;
import dev.sluice.standalone.manifest.ParsedFile;
import dev.sluice.standalone.manifest.ParsedFile.Extent;
import dev.sluice.standalone.manifest.TypedObjects;
import dev.sluice.standalone.manifest.TypedObjects.Conversion.Converted;
import dev.sluice.standalone.manifest.TypedObjects.Conversion.Failed;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the files of a folder mean, given what was in force before. An object whose new version is wrong keeps its last
 * good one, as an API server would have refused the change. A file that cannot be read to its end takes nothing away:
 * what it held stays until the file is mended or deleted.
 */
public final class FolderDecision {
    /** What is in force now, and what to remember for the next decision. */
    public record Outcome(FolderMemory memory, FolderState state) {}

    private final TypedObjects types;
    private final FolderMemory before;
    private final Map<ObjectRef, AcceptedObject> accepted = new LinkedHashMap<>();
    private final Map<ObjectRef, Manifest> sources = new LinkedHashMap<>();
    private final List<RejectedObject> rejected = new ArrayList<>();
    private final List<ManifestProblem> problems = new ArrayList<>();
    private long objectsSeen;

    private FolderDecision(TypedObjects types, FolderMemory before) {
        this.types = types;
        this.before = before;
        objectsSeen = before.objectsSeen();
    }

    /** {@code files} in the order in which they count, the first first. */
    public static Outcome decide(TypedObjects types, FolderMemory before, List<ParsedFile> files) {
        FolderDecision decision = new FolderDecision(types, before);
        decision.readFiles(files);
        decision.keepWhatNobodyTookOut(files);
        return decision.outcome();
    }

    private void readFiles(List<ParsedFile> files) {
        files.forEach(file -> problems.addAll(file.problems()));
        List<Manifest> manifests = files.stream()
                .filter(file -> file.extent() != Extent.UNREADABLE)
                .flatMap(file -> file.manifests().stream())
                .toList();
        Claims claims = Claims.of(manifests, before);
        problems.addAll(claims.duplicates());
        claims.holders().values().forEach(this::accept);
    }

    private void accept(Manifest manifest) {
        sources.put(manifest.ref(), manifest);
        AcceptedObject last = before.accepted().get(manifest.ref());
        if (!manifest.isValid()) {
            refuse(manifest, last);
        } else {
            convert(manifest, last);
        }
    }

    private void convert(Manifest manifest, @Nullable AcceptedObject last) {
        JsonNode wanted = TypedObjects.wanted(manifest);
        long order = last == null ? objectsSeen : last.order();
        long generation = last == null ? 1 : last.wanted().equals(wanted) ? last.generation() : last.generation() + 1;
        switch (types.convert(manifest, generation, order)) {
            case Converted(var object) -> {
                objectsSeen += last == null ? 1 : 0;
                accepted.put(manifest.ref(), new AcceptedObject(manifest, object, wanted, generation, order));
            }
            case Failed(var finding) -> refuse(manifest.with(finding), last);
        }
    }

    private void refuse(Manifest manifest, @Nullable AcceptedObject last) {
        manifest.problems().forEach(problems::add);
        if (last != null) {
            accepted.put(manifest.ref(), last);
        } else {
            rejected.add(manifest.rejected());
        }
    }

    private void keepWhatNobodyTookOut(List<ParsedFile> files) {
        Map<String, Extent> extents = files.stream()
                .collect(Collectors.toMap(ParsedFile::file, ParsedFile::extent, (first, second) -> first));
        before.accepted().forEach((ref, last) -> {
            Extent extent = extents.getOrDefault(last.manifest().file(), Extent.WHOLE);
            if (extent != Extent.WHOLE && !sources.containsKey(ref)) {
                accepted.put(ref, last);
                sources.put(ref, last.manifest());
            }
        });
    }

    private List<HasMetadata> oldestFirst() {
        return accepted.values().stream()
                .sorted(Comparator.comparingLong(AcceptedObject::order))
                .map(AcceptedObject::object)
                .toList();
    }

    private Outcome outcome() {
        FolderState state = new FolderState(
                Resources.of(oldestFirst(), rejected),
                problems.stream().sorted().distinct().toList(),
                sources);
        return new Outcome(new FolderMemory(accepted, objectsSeen), state);
    }
}
