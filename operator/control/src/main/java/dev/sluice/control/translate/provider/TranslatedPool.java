package dev.sluice.control.translate.provider;

import dev.sluice.contract.snapshot.Pool;
import dev.sluice.contract.snapshot.Provider;
import dev.sluice.control.status.ObjectStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a ProviderPool or a Service came to.
 *
 * @param pool what requests can be sent to; null where it is invalid or has no member left
 * @param providers the members, with a Service the synthetic one
 * @param status what is said about a ProviderPool; null for a Service, which is not ours
 */
public record TranslatedPool(
        @Nullable Pool pool,
        List<Provider> providers,
        @Nullable ObjectStatus status) {
    public TranslatedPool {
        providers = List.copyOf(providers);
    }
}
