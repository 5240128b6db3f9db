package dev.sluice.standalone.manifest;

import dev.sluice.standalone.manifest.ParsedFile.Extent;
import java.util.ArrayList;
import java.util.List;

/** Collects what the documents of one file turned out to be. */
final class DocumentSorter {
    private final List<Manifest> manifests = new ArrayList<>();
    private final List<ManifestProblem> problems = new ArrayList<>();
    private Extent extent = Extent.WHOLE;

    void manifest(Manifest manifest) {
        manifests.add(manifest);
    }

    /** A document that names its object, which is nevertheless none of ours to serve. */
    void refused(Manifest manifest, String message) {
        problems.add(ManifestProblem.of(manifest.place("kind"), manifest.ref(), "kind", message));
    }

    void unnamed(ManifestProblem problem) {
        problems.add(problem);
        extent = Extent.PARTLY_UNNAMED;
    }

    /** Comes last, since nothing is read after it. */
    void unreadable(ManifestProblem problem) {
        problems.add(problem);
        extent = Extent.UNREADABLE;
    }

    ParsedFile done(String file) {
        return new ParsedFile(file, manifests, problems, extent);
    }
}
