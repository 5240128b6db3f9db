package dev.sluice.standalone.manifest;

import java.util.Comparator;

/** A line of a file, as editors and compilers write it: {@code routes.yaml:12}. */
public record Place(String file, int line) implements Comparable<Place> {
    private static final Comparator<Place> ORDER =
            Comparator.comparing(Place::file).thenComparingInt(Place::line);

    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return file + ":" + line;
    }
}
