package dev.sluice.contract.snapshot;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who may call, and what. A method is named, or is a prefix followed by {@code *}.
 *
 * @param allowedMethods one list per policy that has one; a method must be in each of them. Without any list every method may be
 *     called but those that are a node's own affair, unless a request class names them
 * @param deniedMethods methods that may not be called, whatever allows them
 * @param authentication how clients prove who they are; null for anyone
 * @param allowedAddresses one list of CIDR ranges per policy that has one; a client's address must be in each of them
 * @param deniedAddresses CIDR ranges whose clients are not let in, whatever allows them
 * @param rateLimits at most one per policy; each of them holds
 * @param maxBodyBytes largest body of a request; null for what the gateway takes
 * @param showsDecisions whether a client that asks is told how its request was decided, providers' names included; null for no
 * @param maxBatch most calls of a JSON-RPC batch; null for what the gateway takes
 * @param maxLogRange most blocks one {@code eth_getLogs} or {@code eth_newFilter} may ask for; null for any
 */
public record Clients(
        List<List<String>> allowedMethods,
        List<String> deniedMethods,
        @Nullable Authentication authentication,
        List<List<String>> allowedAddresses,
        List<String> deniedAddresses,
        List<RateLimit> rateLimits,
        @Nullable Long maxBodyBytes,
        @Nullable Boolean showsDecisions,
        @Nullable Integer maxBatch,
        @Nullable Long maxLogRange) {
    /** A body of JSON-RPC is held while it is looked into, so a policy cannot ask for more. */
    public static final int MOST_JSON_RPC_BYTES = 16 * 1024 * 1024;

    /** Of one batch, whatever a policy says. */
    public static final int MOST_CALLS = 1_000;

    public static final Clients ANY = new Clients(List.of(), List.of());

    public Clients {
        allowedMethods = orEmpty(allowedMethods).stream().map(List::copyOf).toList();
        deniedMethods = List.copyOf(orEmpty(deniedMethods));
        allowedAddresses = orEmpty(allowedAddresses).stream().map(List::copyOf).toList();
        deniedAddresses = List.copyOf(orEmpty(deniedAddresses));
        rateLimits = List.copyOf(orEmpty(rateLimits));
    }

    /** Whose clients are told no decisions. */
    public Clients(
            List<List<String>> allowedMethods,
            List<String> deniedMethods,
            @Nullable Authentication authentication,
            List<List<String>> allowedAddresses,
            List<String> deniedAddresses,
            List<RateLimit> rateLimits,
            @Nullable Long maxBodyBytes) {
        this(
                allowedMethods,
                deniedMethods,
                authentication,
                allowedAddresses,
                deniedAddresses,
                rateLimits,
                maxBodyBytes,
                null,
                null,
                null);
    }

    /** For anyone, as much as they like. */
    public Clients(List<List<String>> allowedMethods, List<String> deniedMethods) {
        this(allowedMethods, deniedMethods, null, List.of(), List.of(), List.of(), null);
    }

    /** The same for those who prove who they are. */
    public Clients with(Authentication asked) {
        return new Clients(
                allowedMethods,
                deniedMethods,
                asked,
                allowedAddresses,
                deniedAddresses,
                rateLimits,
                maxBodyBytes,
                showsDecisions,
                maxBatch,
                maxLogRange);
    }

    /** The same under these limits. */
    public Clients with(List<RateLimit> limits) {
        return new Clients(
                allowedMethods,
                deniedMethods,
                authentication,
                allowedAddresses,
                deniedAddresses,
                limits,
                maxBodyBytes,
                showsDecisions,
                maxBatch,
                maxLogRange);
    }

    /** The same for clients at these addresses. */
    public Clients from(List<List<String>> allowed, List<String> denied) {
        return new Clients(
                allowedMethods,
                deniedMethods,
                authentication,
                allowed,
                denied,
                rateLimits,
                maxBodyBytes,
                showsDecisions,
                maxBatch,
                maxLogRange);
    }

    /** The same for bodies up to this size. */
    public Clients withMaxBodyBytes(long bytes) {
        return new Clients(
                allowedMethods,
                deniedMethods,
                authentication,
                allowedAddresses,
                deniedAddresses,
                rateLimits,
                bytes,
                showsDecisions,
                maxBatch,
                maxLogRange);
    }

    /** The same, telling how requests are decided or not. */
    public Clients withDecisions(boolean shown) {
        return new Clients(
                allowedMethods,
                deniedMethods,
                authentication,
                allowedAddresses,
                deniedAddresses,
                rateLimits,
                maxBodyBytes,
                shown,
                maxBatch,
                maxLogRange);
    }

    /** The same for batches of so many calls and logs of so many blocks. */
    public Clients with(@Nullable Integer mostCalls, @Nullable Long mostBlocks) {
        return new Clients(
                allowedMethods,
                deniedMethods,
                authentication,
                allowedAddresses,
                deniedAddresses,
                rateLimits,
                maxBodyBytes,
                showsDecisions,
                mostCalls,
                mostBlocks);
    }

    /** Of one batch. */
    public int mostCalls() {
        return maxBatch == null ? MOST_CALLS : Math.min(maxBatch, MOST_CALLS);
    }

    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }
}
