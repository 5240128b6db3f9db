package dev.sluice.control.translate.provider;

import dev.sluice.control.resolve.ObjectRef;
import dev.sluice.control.status.ObjectStatus;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a Provider came to.
 *
 * @param ref the Provider
 * @param byChain the same seller by the chain its endpoints serve, {@code ""} for none; empty where it is invalid
 * @param secrets values of its credentials by id
 * @param status what is said about it
 */
public record TranslatedProvider(
        ObjectRef ref,
        Map<String, dev.sluice.contract.snapshot.Provider> byChain,
        Map<String, String> secrets,
        ObjectStatus status) {
    public TranslatedProvider {
        byChain = Collections.unmodifiableMap(new TreeMap<>(byChain));
        secrets = Map.copyOf(secrets);
    }

    /** Whether it can be used for anything. */
    public boolean usable() {
        return !byChain.isEmpty();
    }

    /** The seller for a chain, or where no chain is asked for. */
    public Optional<dev.sluice.contract.snapshot.Provider> on(@Nullable String chain) {
        return Optional.ofNullable(byChain.get(chain == null ? "" : chain));
    }
}
