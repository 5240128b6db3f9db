package dev.sluice.standalone.manifest;

import dev.sluice.control.resolve.ObjectRef;
import dev.sluice.control.resolve.Problem;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * One mistake in a file. {@code object} is null where the mistake hides which object is meant; then the path may be
 * empty.
 */
public record ManifestProblem(Place place, @Nullable ObjectRef object, Problem problem)
        implements Comparable<ManifestProblem> {
    private static final Comparator<ManifestProblem> ORDER = Comparator.comparing(ManifestProblem::place)
            .thenComparing(each -> each.problem().path())
            .thenComparing(each -> each.problem().message());

    static ManifestProblem of(Place place, @Nullable ObjectRef object, String path, String message) {
        return new ManifestProblem(place, object, new Problem(path, message));
    }

    @Override
    public int compareTo(ManifestProblem other) {
        return ORDER.compare(this, other);
    }

    /** {@code file:line: Kind/name: field.path: what is wrong; what is expected}, on one line whatever a name holds. */
    @Override
    public String toString() {
        StringBuilder line = new StringBuilder(place.toString()).append(": ");
        if (object != null) {
            line.append(object.kind()).append('/').append(object.name()).append(": ");
        }
        if (!problem.path().isEmpty()) {
            line.append(problem.path()).append(": ");
        }
        return line.append(problem.message()).toString().replaceAll("\\p{Cntrl}+", " ");
    }
}
