package dev.sluice.standalone.manifest.folder;

import dev.sluice.control.resolve.ObjectRef;
import dev.sluice.control.resolve.Resources;
import dev.sluice.standalone.manifest.Manifest;
import dev.sluice.standalone.manifest.ManifestProblem;
import dev.sluice.standalone.manifest.Place;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the folder says at one moment. {@code resources} are the objects in force, which for a file with a mistake are the
 * last good ones; {@code problems} are the mistakes in the files as they are now, in the order of file and line.
 */
public record FolderState(Resources resources, List<ManifestProblem> problems, Map<ObjectRef, Manifest> sources) {
    public FolderState {
        problems = List.copyOf(problems);
        sources = Map.copyOf(sources);
    }

    /** Where a field of an object is written, or the nearest enclosing one that is. */
    public Optional<Place> place(ObjectRef ref, String path) {
        return Optional.ofNullable(sources.get(ref)).map(manifest -> manifest.place(path));
    }
}
