package dev.sluice.operator.status.decide;

import dev.sluice.operator.status.Known;
import dev.sluice.operator.status.Usage;
import dev.sluice.operator.status.World;
import dev.sluice.operator.status.condition.Conditions;
import dev.sluice.operator.status.measure.Measuring;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;

/** One operator, deciding moment after moment. */
final class Deciding {
    private final Measuring measuring = new Measuring();
    private final StatusDecider decider = new StatusDecider();
    private long nextMillis;

    List<HasMetadata> decide(World world) {
        return decide(world.known());
    }

    /** As {@link #write}, at shutdown. */
    int checkpoint(World world) {
        List<HasMetadata> written = decide(world.known().checkpointing());
        world.write(written);
        return written.size();
    }

    private List<HasMetadata> decide(Known known) {
        Usage usage = new Usage(known.gateways());
        Decided decided = decider.decide(known, usage, measuring.measure(known, usage));
        nextMillis = decided.nextMillis();
        return decided.objects();
    }

    /** Decides, and the API server takes it; how many writes that were. */
    int write(World world) {
        List<HasMetadata> written = decide(world);
        world.write(written);
        return written.size();
    }

    long nextMillis() {
        return nextMillis;
    }

    static Condition condition(List<Condition> conditions, String type) {
        return Conditions.find(conditions, type).orElseThrow();
    }
}
