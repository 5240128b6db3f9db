package dev.sluice.control.resolve;

/**
 * A mistake in what a user wrote.
 *
 * @param path field, e.g. {@code spec.endpoints[0].ip.address}
 * @param message what is wrong; what is expected
 * @param severity whether the object can be used all the same
 */
public record Problem(String path, String message, Severity severity) {

    /** An error keeps the object, or the part named, from being used. */
    public enum Severity {
        WARNING,
        ERROR
    }

    public Problem(String path, String message) {
        this(path, message, Severity.ERROR);
    }

    public static Problem warning(String path, String message) {
        return new Problem(path, message, Severity.WARNING);
    }

    @Override
    public String toString() {
        return path + ": " + message;
    }
}
