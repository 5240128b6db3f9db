package dev.sluice.engine.match;

import dev.sluice.contract.snapshot.Match.ValueMatch;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a header or query parameter must be.
 *
 * @param name of it; headers in lower case
 * @param value wanted exactly, unless there is a pattern
 * @param pattern over the whole value, or null
 */
public record ValueCondition(
        String name, String value, @Nullable RoutePattern pattern) {

    /** Of several conditions on one name only the first counts, as Gateway API says. */
    public static List<ValueCondition> of(List<ValueMatch> matches) {
        Set<String> names = new HashSet<>();
        List<ValueCondition> conditions = new ArrayList<>();
        for (ValueMatch match : matches) {
            if (names.add(match.name())) {
                conditions.add(new ValueCondition(
                        match.name(), match.value(), match.regex() ? RoutePattern.of(match.value()) : null));
            }
        }
        return List.copyOf(conditions);
    }

    public boolean holds(@Nullable String actual) {
        return actual != null && (pattern == null ? value.equals(actual) : pattern.matches(actual));
    }
}
