package dev.sluice.contract.snapshot;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A conjunction: all given parts must match.
 *
 * @param path always present
 * @param method exact, upper case; null for any
 * @param headers names in lower case
 * @param query names as written
 */
public record Match(PathMatch path, @Nullable String method, List<ValueMatch> headers, List<ValueMatch> query) {

    /** How a value is compared. Prefix works on whole path elements, as Gateway API says. */
    public enum PathKind {
        EXACT,
        PREFIX,
        REGEX
    }

    /** @param value starts with {@code /}; for REGEX an RE2-like pattern over the whole path */
    public record PathMatch(PathKind kind, String value) {}

    /** @param regex whether value is a pattern over the whole value instead of the value itself */
    public record ValueMatch(String name, String value, boolean regex) {}

    public Match {
        headers = List.copyOf(headers);
        query = List.copyOf(query);
    }
}
