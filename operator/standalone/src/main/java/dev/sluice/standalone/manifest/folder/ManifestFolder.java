package dev.sluice.standalone.manifest.folder;

import dev.sluice.standalone.manifest.ManifestReader;
import dev.sluice.standalone.manifest.ParsedFile;
import dev.sluice.standalone.manifest.ParsedFile.Extent;
import dev.sluice.standalone.manifest.TypedObjects;
import dev.sluice.standalone.manifest.schema.SchemaCatalog;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A folder and what was in force when it was last looked at. Each look reads the files that changed and decides what that
 * means. Not safe for threads: whoever looks is the only one.
 */
public final class ManifestFolder {
    private record Reading(Optional<ManifestFile> file, ParsedFile parsed) {}

    private final Path root;
    private final InstantSource clock;
    private final ManifestReader reader;
    private final TypedObjects types;
    private Map<Path, Reading> readings = new HashMap<>();
    private List<Path> directories = List.of();
    private List<ParsedFile> parsed = List.of();
    private FolderDecision.Outcome last;

    public ManifestFolder(Path root, InstantSource clock) {
        this.root = root;
        this.clock = clock;
        SchemaCatalog catalog = new SchemaCatalog();
        reader = new ManifestReader(catalog);
        types = new TypedObjects(catalog);
        last = FolderDecision.decide(types, FolderMemory.EMPTY, List.of());
    }

    /** What was in force at the last look. */
    public FolderState state() {
        return last.state();
    }

    /** Looks again. Empty where every file says what it said before. */
    public Optional<FolderState> look() {
        List<ParsedFile> now = readFiles();
        if (now.equals(parsed)) {
            return Optional.empty();
        }
        parsed = now;
        last = FolderDecision.decide(types, last.memory(), now);
        return Optional.of(last.state());
    }

    /** The directories of the last look, the folder itself first. */
    List<Path> directories() {
        return directories;
    }

    private List<ParsedFile> readFiles() {
        FolderListing listing;
        try {
            listing = FolderListing.of(root);
        } catch (IOException e) {
            return unlisted(e);
        }
        directories = listing.directories();
        Map<Path, Reading> now = new HashMap<>();
        List<ParsedFile> files = new ArrayList<>();
        for (Path path : listing.files()) {
            read(path).ifPresent(reading -> {
                now.put(path, reading);
                files.add(reading.parsed());
            });
        }
        readings = now;
        return files;
    }

    /** A folder that cannot be listed says nothing, so what it said stays, every file of it being out of reach. */
    private List<ParsedFile> unlisted(IOException e) {
        directories = List.of(root);
        Stream<ParsedFile> known = parsed.stream()
                .filter(file -> !file.file().equals(root.toString()))
                .map(file -> new ParsedFile(file.file(), List.of(), List.of(), Extent.UNREADABLE));
        readings = new HashMap<>();
        return Stream.concat(Stream.of(UnreadableFile.of(root, e)), known).toList();
    }

    /** Empty for a file that is gone by the time it is read. */
    private Optional<Reading> read(Path path) {
        Optional<Reading> before = Optional.ofNullable(readings.get(path));
        long nowMillis = clock.millis();
        try {
            ManifestFile.Stamp stamp = ManifestFile.Stamp.of(path, nowMillis);
            if (before.flatMap(Reading::file)
                    .filter(file -> file.stamp().provesUnchanged(stamp))
                    .isPresent()) {
                return before;
            }
            ManifestFile file = ManifestFile.read(path, nowMillis);
            ParsedFile known = before.filter(reading -> reading.file()
                            .filter(old -> old.text().equals(file.text()))
                            .isPresent())
                    .map(Reading::parsed)
                    .orElseGet(() -> reader.read(path.toString(), file.text()));
            return Optional.of(new Reading(Optional.of(file), known));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(new Reading(Optional.empty(), UnreadableFile.of(path, e)));
        }
    }
}
