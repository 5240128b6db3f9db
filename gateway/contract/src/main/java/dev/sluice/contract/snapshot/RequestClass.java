package dev.sluice.contract.snapshot;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A kind of request that is planned, counted and shed apart.
 *
 * @param name unique in the policy
 * @param methods JSON-RPC methods, exact or a prefix followed by {@code *}; empty for any
 * @param pathPrefixes empty for any
 * @param headers names in lower case; all must match
 * @param value 0 to 100, higher is shed later
 * @param writeMode how writes are sent
 * @param requiredCapabilities capabilities a provider needs for this class
 * @param rateLimit of all its requests together, {@link RateLimit.Per#CLASS}, or null for none
 */
public record RequestClass(
        String name,
        List<String> methods,
        List<String> pathPrefixes,
        List<Match.ValueMatch> headers,
        int value,
        WriteMode writeMode,
        List<String> requiredCapabilities,
        @Nullable RateLimit rateLimit) {

    public static final String DEFAULT = "default";

    /** Under this name copies sent by a {@link Filter.Mirror} are counted; no user can write it. */
    public static final String MIRROR = "(mirror)";

    public static final int LOW = 25;
    public static final int NORMAL = 50;
    public static final int HIGH = 75;
    public static final int MOST_VALUE = 100;

    /** Single is the default, since broadcast leaks private transactions; the others are not served yet. */
    public enum WriteMode {
        SINGLE,
        BROADCAST,
        PRIVATE
    }

    public RequestClass {
        if (value < 0 || value > MOST_VALUE) {
            throw new IllegalArgumentException("value of class " + name + " is " + value + ", not 0 to " + MOST_VALUE);
        }
        methods = List.copyOf(methods);
        pathPrefixes = List.copyOf(pathPrefixes);
        headers = List.copyOf(headers);
        requiredCapabilities = List.copyOf(requiredCapabilities);
    }

    /** One without a rate limit. */
    public RequestClass(
            String name,
            List<String> methods,
            List<String> pathPrefixes,
            List<Match.ValueMatch> headers,
            int value,
            WriteMode writeMode,
            List<String> requiredCapabilities) {
        this(name, methods, pathPrefixes, headers, value, writeMode, requiredCapabilities, null);
    }
}
