package dev.sluice.control.translate.policy;

import org.jspecify.annotations.Nullable;

/**
 * What a policy can hold for.
 *
 * @param kind Gateway, HTTPRoute or ProviderPool
 * @param id {@code namespace/name}
 * @param section a listener's or rule's name; null for the whole
 */
record TargetKey(String kind, String id, @Nullable String section) {

    static TargetKey gateway(String id, @Nullable String listener) {
        return new TargetKey("Gateway", id, listener);
    }

    static TargetKey route(String id, @Nullable String rule) {
        return new TargetKey("HTTPRoute", id, rule);
    }

    static TargetKey pool(String id) {
        return new TargetKey("ProviderPool", id, null);
    }

    boolean sameObject(TargetKey other) {
        return kind.equals(other.kind) && id.equals(other.id);
    }
}
