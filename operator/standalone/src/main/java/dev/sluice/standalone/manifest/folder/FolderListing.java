package dev.sluice.standalone.manifest.folder;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The manifests under a folder and the directories to watch for more, sorted. Subfolders count, symbolic links are
 * followed. Names that begin with a dot do not count: editors keep their copies there, and a mounted ConfigMap its
 * {@code ..data}, whose files are linked under their proper names beside it.
 */
record FolderListing(List<Path> files, List<Path> directories) {
    private static final int MAX_DEPTH = 8;
    private static final int MAX_FILES = 2_000;
    private static final Set<String> EXTENSIONS = Set.of("yaml", "yml", "json");

    static FolderListing of(Path root) throws IOException {
        FolderListing listing = new FolderListing(new ArrayList<>(), new ArrayList<>());
        listing.add(root, 0, new HashSet<>());
        return listing;
    }

    private void add(Path directory, int depth, Set<Path> visited) throws IOException {
        // A link back to a parent would never end.
        if (depth > MAX_DEPTH || !visited.add(directory.toRealPath())) {
            return;
        }
        directories.add(directory);
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream =
                Files.newDirectoryStream(directory, entry -> !name(entry).startsWith("."))) {
            stream.forEach(entries::add);
        }
        entries.sort(null);
        for (Path entry : entries) {
            if (Files.isDirectory(entry)) {
                add(entry, depth + 1, visited);
            } else if (isManifest(entry)) {
                files.add(entry);
            }
        }
        if (files.size() > MAX_FILES) {
            throw new IOException("holds more than " + MAX_FILES + " manifests");
        }
    }

    private static boolean isManifest(Path file) {
        String name = name(file).toLowerCase(Locale.ROOT);
        int dot = name.lastIndexOf('.');
        return dot > 0 && EXTENSIONS.contains(name.substring(dot + 1));
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }
}
