package dev.sluice.engine.match;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Optional;

/**
 * A regular expression of a route, over a whole value. RE2's, whose time is linear in the text, so that what a tenant
 * writes cannot stall an event loop; program and text are bounded besides, since linear may still be long.
 */
public final class RoutePattern {
    /** Of the expression as written. */
    static final int MAX_LENGTH = 1024;

    /** Instructions, see {@link PatternCost}. */
    static final int MAX_COST = 4096;

    /** A longer value matches no pattern. */
    static final int MAX_TEXT = 4096;

    /** @param what is wrong; @param expected instead */
    public record Problem(String what, String expected) {}

    private final Pattern pattern;

    private RoutePattern(Pattern pattern) {
        this.pattern = pattern;
    }

    /** Of an expression without a {@link #problem}. */
    static RoutePattern of(String expression) {
        return new RoutePattern(Pattern.compile(expression));
    }

    /** Why an expression is not taken, in words for its author. */
    public static Optional<Problem> problem(String expression) {
        if (expression.length() > MAX_LENGTH) {
            return Optional.of(new Problem("has " + expression.length() + " characters", "at most " + MAX_LENGTH));
        }
        if (PatternCost.of(expression) > MAX_COST) {
            return Optional.of(new Problem("repeats too much", "smaller counts in braces"));
        }
        try {
            Pattern.compile(expression);
            return Optional.empty();
        } catch (PatternSyntaxException e) {
            return Optional.of(new Problem(
                    "\"" + expression + "\" is no regular expression: " + e.getDescription(), "one as RE2 has it"));
        }
    }

    boolean matches(String text) {
        return text.length() <= MAX_TEXT && pattern.matches(text);
    }
}
