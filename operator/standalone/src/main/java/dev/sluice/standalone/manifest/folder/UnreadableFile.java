package dev.sluice.standalone.manifest.folder;

import dev.sluice.control.resolve.Problem;
import dev.sluice.standalone.manifest.ManifestProblem;
import dev.sluice.standalone.manifest.ParsedFile;
import dev.sluice.standalone.manifest.ParsedFile.Extent;
import dev.sluice.standalone.manifest.Place;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.List;

/** A file or folder that the system would not read, as a file that says nothing and takes nothing away. */
final class UnreadableFile {
    private UnreadableFile() {}

    static ParsedFile of(Path path, IOException e) {
        String reason = e instanceof AccessDeniedException
                ? "permission denied; make it readable for this user"
                : String.valueOf(e.getMessage());
        ManifestProblem problem =
                new ManifestProblem(new Place(path.toString(), 1), null, new Problem("", "cannot be read: " + reason));
        return new ParsedFile(path.toString(), List.of(), List.of(problem), Extent.UNREADABLE);
    }
}
