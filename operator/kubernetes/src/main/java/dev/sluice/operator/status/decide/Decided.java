package dev.sluice.operator.status.decide;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;

/**
 * What is to be written.
 *
 * @param objects copies that carry the status they should, most urgent kinds first
 * @param nextMillis when to decide again, even if nothing happens; {@link Long#MAX_VALUE} for never
 */
public record Decided(List<HasMetadata> objects, long nextMillis) {
    public Decided {
        objects = List.copyOf(objects);
    }
}
