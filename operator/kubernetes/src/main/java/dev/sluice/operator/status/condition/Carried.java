package dev.sluice.operator.status.condition;

import dev.sluice.operator.status.measure.Face;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The part of a status that kinds with measurements have in common. */
public record Carried(@Nullable Long observedGeneration, Face face, List<Condition> conditions) {
    public static final Carried NOTHING = new Carried(null, Face.BLANK, List.of());

    public Carried {
        conditions = List.copyOf(conditions);
    }
}
