package dev.sluice.control.translate.value;

import dev.sluice.control.resolve.Problem;
import dev.sluice.control.resolve.Resolution;
import dev.sluice.control.status.Condition;
import dev.sluice.control.status.ConditionType;
import dev.sluice.control.status.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was found wrong with one object, and the two conditions that follow from it. Each finding names the field; the
 * first of its kind decides the reason.
 */
public final class Findings {
    private final List<Problem> problems = new ArrayList<>();
    private @Nullable Reason invalid;
    private @Nullable Reason unresolved;
    private String unresolvedMessage = "";
    private String invalidMessage = "";

    public void invalid(String path, String wrong, String expected) {
        invalid(Reason.INVALID, path, wrong, expected);
    }

    public void invalid(Reason reason, String path, String wrong, String expected) {
        invalid(reason, new Problem(path, wrong + "; expected " + expected));
    }

    public void invalid(Problem problem) {
        invalid(Reason.INVALID, problem);
    }

    private void invalid(Reason reason, Problem problem) {
        problems.add(problem);
        if (invalid == null) {
            invalid = reason;
            invalidMessage = problem.toString();
        }
    }

    /** Something this version does not do: saying so is better than not doing it silently. */
    public void unsupported(String path, String what) {
        invalid(Reason.UNSUPPORTED_VALUE, path, what + " is not supported by this version", "the field to be left out");
    }

    public void warning(String path, String wrong, String expected) {
        problems.add(Problem.warning(path, wrong + "; expected " + expected));
    }

    /** A mistake that leaves the rest of the object in use. */
    public void mistake(String path, String wrong, String expected) {
        problems.add(new Problem(path, wrong + "; expected " + expected));
    }

    /** A mistake whose message says already what is expected. */
    public void problem(String path, String message) {
        problems.add(new Problem(path, message));
    }

    /** A reference that leads nowhere. The mistakes of a refused object are told where they are, not here again. */
    public void dangling(String path, Resolution.Dangling<?> reference) {
        if (reference.cause() != Resolution.Cause.REFUSED) {
            problems.add(new Problem(path, reference.message()));
        }
        unresolved(path, reason(reference.cause()), reference.message());
    }

    /** A reference that leads to something that cannot be used. */
    public void unresolved(String path, Reason reason, String message) {
        if (unresolved == null) {
            unresolved = reason;
            unresolvedMessage = path + ": " + message;
        }
    }

    /** Follows a reference; notes where it leads nowhere. */
    public <T> Optional<T> take(String path, Resolution<T> resolution) {
        if (resolution instanceof Resolution.Dangling<T> dangling) {
            dangling(path, dangling);
        }
        return resolution.found();
    }

    public boolean valid() {
        return invalid == null;
    }

    public boolean usable() {
        return invalid == null && unresolved == null;
    }

    public Condition accepted(String message) {
        return invalid == null
                ? Condition.of(ConditionType.ACCEPTED, true, Reason.ACCEPTED, message)
                : Condition.of(ConditionType.ACCEPTED, false, invalid, invalidMessage);
    }

    public Condition resolvedRefs() {
        return unresolved == null
                ? Condition.of(ConditionType.RESOLVED_REFS, true, Reason.RESOLVED_REFS, "all references are resolved")
                : Condition.of(ConditionType.RESOLVED_REFS, false, unresolved, unresolvedMessage);
    }

    /** Why the object cannot be used; empty where it can. */
    public String message() {
        return invalid != null ? invalidMessage : unresolvedMessage;
    }

    public List<Problem> problems() {
        return List.copyOf(problems);
    }

    private static Reason reason(Resolution.Cause cause) {
        return switch (cause) {
            case NOT_FOUND, REFUSED -> Reason.REF_NOT_FOUND;
            case NOT_PERMITTED -> Reason.REF_NOT_PERMITTED;
        };
    }
}
