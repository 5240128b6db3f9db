package dev.sluice.operator.render;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to exist for one Gateway.
 *
 * @param delivery Secrets in the order in which they must be written: credentials, then the slots, slot 0
 *     last, then what changed since; empty where
 *     {@code tooLarge} says why, so that what was written before stays in force
 * @param runtime everything else, in an order in which it can be created
 * @param tooLarge why the snapshot or the credentials cannot be delivered, null where they can
 */
public record Rendered(
        List<Secret> delivery,
        List<HasMetadata> runtime,
        @Nullable String tooLarge) {
    public Rendered {
        delivery = List.copyOf(delivery);
        runtime = List.copyOf(runtime);
    }
}
