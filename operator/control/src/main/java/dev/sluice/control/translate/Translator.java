package dev.sluice.control.translate;

import dev.sluice.contract.snapshot.ConfigSnapshot;
import dev.sluice.control.resolve.ObjectRef;
import dev.sluice.control.resolve.Problem;
import dev.sluice.control.resolve.Resources;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Resources become what gateways serve. What is about to be published is compiled as a gateway would; an object that breaks
 * it is left out, told why, and the rest is translated again, and so are routes that there is no room for. The result depends on
 * the arguments alone; never throws for what a user wrote.
 */
public final class Translator {
    /** Where it is going to run: in a cluster loopback is the gateway itself, and ports below 1024 cannot be bound. */
    public enum Target {
        STANDALONE,
        KUBERNETES
    }

    private final Target target;
    private final Map<String, PublishedRoutes> published = new HashMap<>();
    private final CompilerCheck compiler = new CompilerCheck();
    private final RoomCheck room = new RoomCheck();
    private @Nullable Surroundings known;

    /** One that remembers: what did not change since the last time is not translated again. For one thread. */
    public Translator(Target target) {
        this.target = target;
    }

    /** The same by one that remembers nothing. */
    public static TranslateResult translate(
            Resources resources, List<ConfigSnapshot> previous, Target target, long epoch, long revision) {
        return new Translator(target).translate(resources, previous, epoch, revision);
    }

    /**
     * @param resources everything gathered
     * @param previous snapshots in force, from which last accepted policies are read back
     * @param epoch of the snapshots
     * @param revision of the snapshots and credentials; compare with {@link ConfigSnapshot#withRevision} before using a new one
     */
    public TranslateResult translate(Resources resources, List<ConfigSnapshot> previous, long epoch, long revision) {
        Refusals refusals = Refusals.NONE;
        while (true) {
            Surroundings surroundings = surroundings(resources, refusals);
            TranslateResult result =
                    new Translation(resources, previous, refusals, surroundings, published).run(epoch, revision);
            Map<ObjectRef, Problem> refused = compiler.refused(result.gateways());
            refused = refused.isEmpty() ? room.refused(result.gateways()) : refused;
            if (refused.isEmpty()) {
                return result;
            }
            // Each round leaves out at least one more object; what names none of ours takes its Gateway with it.
            boolean progress = !refusals.byObject().keySet().containsAll(refused.keySet());
            refusals = refusals.and(progress ? refused : compiler.refusedGateways(result.gateways()));
        }
    }

    private Surroundings surroundings(Resources resources, Refusals refusals) {
        if (!refusals.onlyRoutes()) {
            return new Surroundings(resources, target, refusals);
        }
        Surroundings before = known;
        Surroundings now =
                before == null ? new Surroundings(resources, target, Refusals.NONE) : before.now(resources, target);
        known = now;
        return now;
    }
}
