package dev.sluice.control.resolve;

import io.fabric8.kubernetes.api.model.HasMetadata;
import org.jspecify.annotations.Nullable;

/** Follows references between objects. */
public final class References {
    public static final String GATEWAY_API = "gateway.networking.k8s.io";
    public static final String SLUICE = "sluice.dev";
    public static final String CORE = "";

    private final Catalog catalog;
    private final Grants grants;

    public References(Catalog catalog, Grants grants) {
        this.catalog = catalog;
        this.grants = grants;
    }

    /**
     * Follows one reference.
     *
     * @param from who refers
     * @param group of the object referred to
     * @param kind class of the object referred to
     * @param namespace as written; null for the referrer's own
     * @param name as written
     */
    public <T extends HasMetadata> Resolution<T> follow(
            Grants.From from, String group, Class<T> kind, @Nullable String namespace, String name) {
        ObjectRef to = new ObjectRef(kind.getSimpleName(), namespace == null ? from.namespace() : namespace, name);
        if (!grants.permits(from, group, to)) {
            return new Resolution.Dangling<>(
                    Resolution.Cause.NOT_PERMITTED,
                    to + " is in namespace " + to.namespace() + "; expected a ReferenceGrant there that lets a "
                            + from.kind() + " of namespace " + from.namespace() + " refer to it");
        }
        if (catalog.rejected(to)) {
            return new Resolution.Dangling<>(Resolution.Cause.REFUSED, to + " is refused for mistakes of its own");
        }
        return catalog.find(kind, to.id())
                .<Resolution<T>>map(Resolution.Found::new)
                .orElseGet(() -> new Resolution.Dangling<>(
                        Resolution.Cause.NOT_FOUND,
                        to + " does not exist in namespace " + to.namespace() + "; expected the name of an existing "
                                + to.kind()));
    }
}
