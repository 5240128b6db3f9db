package dev.sluice.control.translate;

import dev.sluice.contract.snapshot.ConfigSnapshot;
import dev.sluice.control.resolve.ObjectRef;
import dev.sluice.control.resolve.Problem;
import dev.sluice.control.resolve.Resources;
import java.util.List;
import java.util.Map;

/**
 * Resources become what gateways serve. What is about to be published is compiled as a gateway would; an object that breaks
 * it is left out, told why, and the rest is translated again. Pure; never throws for what a user wrote.
 */
public final class Translator {
    /** Where it is going to run: in a cluster loopback is the gateway itself, and ports below 1024 cannot be bound. */
    public enum Target {
        STANDALONE,
        KUBERNETES
    }

    private Translator() {}

    /**
     * @param resources everything gathered
     * @param previous snapshots in force, from which last accepted policies are read back
     * @param target where it is going to run
     * @param epoch of the snapshots
     * @param revision of the snapshots and credentials; compare with {@link ConfigSnapshot#withRevision} before using a new one
     */
    public static TranslateResult translate(
            Resources resources, List<ConfigSnapshot> previous, Target target, long epoch, long revision) {
        Refusals refusals = Refusals.NONE;
        while (true) {
            TranslateResult result = new Translation(resources, previous, target, refusals).run(epoch, revision);
            Map<ObjectRef, Problem> refused = CompilerCheck.refused(result.gateways());
            if (refused.isEmpty()) {
                return result;
            }
            // Each round leaves out at least one more object; what names none of ours takes its Gateway with it.
            boolean progress = !refusals.byObject().keySet().containsAll(refused.keySet());
            refusals = refusals.and(progress ? refused : CompilerCheck.refusedGateways(result.gateways()));
        }
    }
}
