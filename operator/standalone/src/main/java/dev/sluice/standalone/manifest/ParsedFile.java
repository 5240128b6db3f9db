package dev.sluice.standalone.manifest;

import java.util.List;

/** What one file says. {@code problems} are those that belong to no manifest of it. */
public record ParsedFile(String file, List<Manifest> manifests, List<ManifestProblem> problems, Extent extent) {
    /** How much of the file is understood, which decides whether what is missing from it was taken out. */
    public enum Extent {
        /** Every document names its object: what is not in the file is not meant to be. */
        WHOLE,
        /** A document hides which object it is. */
        PARTLY_UNNAMED,
        /** Nothing at all is written in it; an editor may be about to. */
        BLANK,
        /** The text breaks off or breaks the rules of YAML. The manifests are those before that point. */
        UNREADABLE
    }

    public ParsedFile {
        manifests = List.copyOf(manifests);
        problems = List.copyOf(problems);
    }
}
