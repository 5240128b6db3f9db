package dev.sluice.control.translate.provider;

import dev.sluice.contract.snapshot.Api;
import dev.sluice.control.resolve.ObjectRef;
import dev.sluice.control.status.ObjectStatus;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a Provider came to.
 *
 * @param ref the Provider
 * @param api what it speaks
 * @param byChain the same seller by the chain its endpoints serve, {@code ""} for none; empty where it is invalid
 * @param waiting chains for which it is valid but has no address, as of a Service with nothing ready
 * @param secrets values of its credentials by id
 * @param status what is said about it
 */
public record TranslatedProvider(
        ObjectRef ref,
        Api api,
        Map<String, dev.sluice.contract.snapshot.Provider> byChain,
        Set<String> waiting,
        Map<String, String> secrets,
        ObjectStatus status) {
    public TranslatedProvider {
        byChain = Collections.unmodifiableMap(new TreeMap<>(byChain));
        waiting = Set.copyOf(waiting);
        secrets = Map.copyOf(secrets);
    }

    /** Whether it can be used for anything, be it once one of its addresses is ready. */
    public boolean valid() {
        return !byChain.isEmpty() || !waiting.isEmpty();
    }

    /** Whether only an address is missing. */
    public boolean waits(@Nullable String chain) {
        return on(chain).isEmpty() && (chain == null ? !waiting.isEmpty() : waiting.contains(chain));
    }

    /** The seller for a chain, or any where no chain is asked for. */
    public Optional<dev.sluice.contract.snapshot.Provider> on(@Nullable String chain) {
        return chain == null ? byChain.values().stream().findFirst() : Optional.ofNullable(byChain.get(chain));
    }
}
