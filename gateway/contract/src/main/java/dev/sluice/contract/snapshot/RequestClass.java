package dev.sluice.contract.snapshot;

import java.util.List;
import java.util.stream.Stream;
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
 * @param requiredCapabilities capabilities a provider needs for this class; of a private one
 *     {@link #PRIVATE_TRANSACTIONS} is always among them
 * @param rateLimit of all its requests together, {@link RateLimit.Per#CLASS}, or null for none
 * @param broadcastProviders how many providers get a write of a broadcast class
 */
public record RequestClass(
        String name,
        List<String> methods,
        List<String> pathPrefixes,
        List<Match.ValueMatch> headers,
        int value,
        WriteMode writeMode,
        List<String> requiredCapabilities,
        @Nullable RateLimit rateLimit,
        int broadcastProviders) {

    public static final String DEFAULT = "default";

    /** Under this name copies sent by a {@link Filter.Mirror} are counted; no user can write it. */
    public static final String MIRROR = "(mirror)";

    /** Capability of a provider that keeps a transaction to itself until it is in a block. */
    public static final String PRIVATE_TRANSACTIONS = "PrivateTransactions";

    public static final int BROADCAST_PROVIDERS = 3;
    public static final int MOST_BROADCAST_PROVIDERS = 8;

    public static final int LOW = 25;
    public static final int NORMAL = 50;
    public static final int HIGH = 75;
    public static final int MOST_VALUE = 100;

    /** Single is the default, since broadcast leaks private transactions. */
    public enum WriteMode {
        /** To one provider, and to another when that fails. */
        SINGLE,
        /** A raw transaction to several at once; any other write as {@link #SINGLE}. */
        BROADCAST,
        /** Whatever is of the class only to providers that keep transactions private. */
        PRIVATE
    }

    public RequestClass {
        if (value < 0 || value > MOST_VALUE) {
            throw new IllegalArgumentException("value of class " + name + " is " + value + ", not 0 to " + MOST_VALUE);
        }
        methods = List.copyOf(methods);
        pathPrefixes = List.copyOf(pathPrefixes);
        headers = List.copyOf(headers);
        requiredCapabilities = writeMode == WriteMode.PRIVATE
                ? Stream.concat(requiredCapabilities.stream(), Stream.of(PRIVATE_TRANSACTIONS))
                        .distinct()
                        .toList()
                : List.copyOf(requiredCapabilities);
        // An older snapshot does not say.
        broadcastProviders = broadcastProviders > 0 ? broadcastProviders : BROADCAST_PROVIDERS;
    }

    /** Without a rate limit, and to as many providers as is usual where it is broadcast. */
    public RequestClass(
            String name,
            List<String> methods,
            List<String> pathPrefixes,
            List<Match.ValueMatch> headers,
            int value,
            WriteMode writeMode,
            List<String> requiredCapabilities) {
        this(name, methods, pathPrefixes, headers, value, writeMode, requiredCapabilities, null, BROADCAST_PROVIDERS);
    }
}
