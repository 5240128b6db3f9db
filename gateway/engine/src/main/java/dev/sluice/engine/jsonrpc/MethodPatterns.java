package dev.sluice.engine.jsonrpc;

import java.util.Arrays;

/** Several patterns, of which a name is compared with those that begin with its first letter. Immutable. */
final class MethodPatterns {
    private static final int LETTERS = 128;

    private final MethodPattern[][] byLetter = new MethodPattern[LETTERS][0];

    /** @param patterns none of them empty or a mere star, all ASCII */
    MethodPatterns(String... patterns) {
        for (String pattern : patterns) {
            char letter = pattern.charAt(0);
            MethodPattern[] before = byLetter[letter];
            byLetter[letter] = Arrays.copyOf(before, before.length + 1);
            byLetter[letter][before.length] = new MethodPattern(pattern);
        }
    }

    boolean match(byte[] body, int from, int to) {
        if (from >= to || body[from] < 0) {
            return false;
        }
        for (MethodPattern pattern : byLetter[body[from]]) {
            if (pattern.matches(body, from, to)) {
                return true;
            }
        }
        return false;
    }
}
