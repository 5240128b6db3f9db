package dev.sluice.operator.status.rollout;

import dev.sluice.control.resolve.ObjectRef;
import dev.sluice.control.status.Condition;
import dev.sluice.control.status.ConditionType;
import dev.sluice.control.status.ObjectStatus;
import dev.sluice.control.status.Reason;
import dev.sluice.operator.status.condition.Conditions;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Adds Programmed and Ready to what was translated.
 *
 * <pre>
 * Pending ── every ready pod serves the generation ──▶ Programmed, for as long as it is this generation and accepted
 *    └────── {@link #PATIENCE_MILLIS} ──▶ said so, in a write of its own
 * </pre>
 *
 * Owned by one thread.
 */
public final class Rollout {
    /** So long a valid object waits for gateways before it is said that it waits: usually one write does for both. */
    public static final long PATIENCE_MILLIS = 1_000;

    private final Acknowledgements acknowledgements = new Acknowledgements();

    /** Programmed alone. */
    public Condition programmed(
            HasMetadata object,
            ObjectStatus said,
            @Nullable List<io.fabric8.kubernetes.api.model.Condition> carried,
            Moment moment) {
        long generation = said.observedGeneration();
        if (!accepted(said)) {
            return Condition.of(ConditionType.PROGRAMMED, false, Reason.INVALID, "it is not accepted");
        }
        Programming programming = acknowledgements.judge(
                object, generation, moment.usage().gateways(ObjectRef.of(object)), moment.nowMillis());
        String type = ConditionType.PROGRAMMED.label();
        if (!programming.holds() && Conditions.holds(carried, type, generation)) {
            return Conditions.find(carried, type).map(Conditions::read).orElseThrow();
        }
        return Condition.of(
                ConditionType.PROGRAMMED,
                programming.holds(),
                programming.holds() ? Reason.PROGRAMMED : Reason.PENDING,
                programming.message());
    }

    /** What was translated, Programmed and Ready. */
    public List<Condition> conditions(
            HasMetadata object,
            ObjectStatus said,
            @Nullable List<io.fabric8.kubernetes.api.model.Condition> carried,
            Moment moment) {
        Condition programmed = programmed(object, said, carried, moment);
        return Stream.concat(said.conditions().stream(), Stream.of(programmed, ready(said, programmed.holds())))
                .toList();
    }

    public static Condition ready(ObjectStatus said, boolean programmed) {
        boolean ready = programmed && said.valid();
        return Condition.of(
                ConditionType.READY,
                ready,
                ready ? Reason.READY : said.valid() ? Reason.PENDING : Reason.INVALID,
                ready ? "accepted, resolved and served" : "see the other conditions");
    }

    /** Whether nothing is written yet, since the only open point may be settled in a moment. */
    public boolean waits(HasMetadata object, ObjectStatus said, boolean programmed, Moment moment) {
        if (programmed || !said.valid()) {
            return false;
        }
        long patientUntil =
                acknowledgements.firstMillis(object, said.observedGeneration(), moment.nowMillis()) + PATIENCE_MILLIS;
        if (moment.nowMillis() >= patientUntil) {
            return false;
        }
        moment.lookAgain(patientUntil);
        return true;
    }

    public void keep(Collection<ObjectRef> objects) {
        acknowledgements.keep(objects);
    }

    private static boolean accepted(ObjectStatus said) {
        return said.conditions().stream()
                .filter(c -> c.is(ConditionType.ACCEPTED))
                .allMatch(Condition::holds);
    }
}
