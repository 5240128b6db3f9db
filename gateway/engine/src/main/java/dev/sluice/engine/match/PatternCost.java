package dev.sluice.engine.match;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How many instructions a regular expression compiles to, roughly, found without compiling it: counted repetitions multiply
 * what they repeat, so that {@code ((a{1000}){1000}){1000}}, short as it is, would fill the memory. Errs upwards.
 */
final class PatternCost {
    private static final long MOST = Integer.MAX_VALUE;

    private final String pattern;
    private final Deque<Long> groups = new ArrayDeque<>();
    private long sum;
    private long last;
    private int at;

    private PatternCost(String pattern) {
        this.pattern = pattern;
    }

    static long of(String pattern) {
        return new PatternCost(pattern).measure();
    }

    private long measure() {
        while (at < pattern.length()) {
            char c = pattern.charAt(at++);
            switch (c) {
                case '(' -> {
                    groups.push(sum + last);
                    sum = 0;
                    last = 0;
                }
                case ')' -> {
                    long inner = sum + last + 2;
                    sum = groups.isEmpty() ? 0 : groups.pop();
                    last = inner;
                }
                case '{' -> repeat();
                case '[' -> {
                    skipClass();
                    atom();
                }
                case '\\' -> {
                    at++;
                    atom();
                }
                default -> atom();
            }
            sum = Math.min(sum, MOST);
            last = Math.min(last, MOST);
        }
        long all = sum + last;
        for (long open : groups) {
            all += open;
        }
        return Math.min(all, MOST);
    }

    private void atom() {
        sum += last;
        last = 1;
    }

    /** {@code n}, {@code n,} and {@code n,m}; anything else between braces stands for itself. */
    private void repeat() {
        int close = pattern.indexOf('}', at);
        long times = 0;
        long number = 0;
        for (int i = at; i < close; i++) {
            char c = pattern.charAt(i);
            number = c >= '0' && c <= '9' ? Math.min(number * 10 + c - '0', MOST) : 0;
            times = Math.max(times, number);
        }
        last *= Math.max(1, times);
    }

    private void skipClass() {
        int first = at;
        while (at < pattern.length() && (pattern.charAt(at) != ']' || at == first)) {
            at += pattern.charAt(at) == '\\' ? 2 : 1;
        }
        at++;
    }
}
