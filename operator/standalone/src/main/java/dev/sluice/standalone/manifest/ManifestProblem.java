package dev.sluice.standalone.manifest;

import dev.sluice.control.resolve.ObjectRef;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * One mistake in a file. {@code object} is null where the mistake hides which object is meant; then {@code path} may be
 * empty. {@code message} reads "what is wrong; what is expected".
 */
public record ManifestProblem(Place place, @Nullable ObjectRef object, String path, String message)
        implements Comparable<ManifestProblem> {
    private static final Comparator<ManifestProblem> ORDER = Comparator.comparing(ManifestProblem::place)
            .thenComparing(ManifestProblem::path)
            .thenComparing(ManifestProblem::message);

    @Override
    public int compareTo(ManifestProblem other) {
        return ORDER.compare(this, other);
    }

    /** {@code file:line: Kind/name: field.path: what is wrong; what is expected}. */
    @Override
    public String toString() {
        StringBuilder line = new StringBuilder(place.toString()).append(": ");
        if (object != null) {
            line.append(object.kind()).append('/').append(object.name()).append(": ");
        }
        if (!path.isEmpty()) {
            line.append(path).append(": ");
        }
        return line.append(message).toString();
    }
}
