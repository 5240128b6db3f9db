package dev.sluice.standalone.manifest.folder;

import dev.sluice.standalone.manifest.ManifestReader;
import dev.sluice.standalone.manifest.ParsedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Manifests named on a command line: files as they are, folders by the rules of {@link ManifestFolder}. Read once. */
public final class ManifestPaths {
    private ManifestPaths() {}

    /** @throws IOException where a path does not exist or a folder cannot be listed; a single file becomes a problem */
    public static List<ParsedFile> read(List<Path> paths, ManifestReader reader) throws IOException {
        Set<Path> files = new LinkedHashSet<>();
        for (Path path : paths) {
            if (Files.isDirectory(path)) {
                files.addAll(FolderListing.of(path).files());
            } else {
                Files.readAttributes(path, BasicFileAttributes.class);
                files.add(path);
            }
        }
        return files.stream().map(path -> read(path, reader)).toList();
    }

    private static ParsedFile read(Path path, ManifestReader reader) {
        try {
            return reader.read(path.toString(), ManifestFile.read(path, 0).text());
        } catch (IOException e) {
            return UnreadableFile.of(path, e);
        }
    }
}
