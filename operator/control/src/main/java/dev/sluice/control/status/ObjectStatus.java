package dev.sluice.control.status;

import dev.sluice.control.resolve.ObjectRef;
import dev.sluice.control.resolve.Problem;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What came of an object.
 *
 * @param ref the object
 * @param observedGeneration generation it is about; 0 where there is none, as in files
 * @param conditions of the object as a whole; empty for an HTTPRoute, which has only parents
 * @param parents per parent of a route, per target of a policy
 * @param listeners of a Gateway
 * @param problems every mistake found in it
 */
public record ObjectStatus(
        ObjectRef ref,
        long observedGeneration,
        List<Condition> conditions,
        List<ParentStatus> parents,
        List<ListenerStatus> listeners,
        List<Problem> problems) {
    public ObjectStatus {
        conditions = List.copyOf(conditions);
        parents = List.copyOf(parents);
        listeners = List.copyOf(listeners);
        problems = List.copyOf(problems);
    }

    /** An object with conditions of its own only. */
    public static ObjectStatus of(ObjectRef ref, long generation, List<Condition> conditions, List<Problem> problems) {
        return new ObjectStatus(ref, generation, conditions, List.of(), List.of(), problems);
    }

    /** The same with one more mistake, where there is one. */
    public ObjectStatus with(@Nullable Problem problem) {
        return problem == null
                ? this
                : new ObjectStatus(
                        ref,
                        observedGeneration,
                        conditions,
                        parents,
                        listeners,
                        Stream.concat(problems.stream(), Stream.of(problem)).toList());
    }

    /** The same with one more condition. */
    public ObjectStatus with(Condition condition) {
        return new ObjectStatus(
                ref,
                observedGeneration,
                Stream.concat(conditions.stream(), Stream.of(condition)).toList(),
                parents,
                listeners,
                problems);
    }

    /** Whether everything said so far holds: accepted and resolved, at every parent. */
    public boolean valid() {
        return Stream.concat(conditions.stream(), parents.stream().flatMap(p -> p.conditions().stream()))
                .filter(c -> c.is(ConditionType.ACCEPTED) || c.is(ConditionType.RESOLVED_REFS))
                .allMatch(Condition::holds);
    }

    /**
     * The same with Programmed and Ready.
     *
     * @param everywhere whether every ready gateway serves a snapshot with this generation
     */
    public ObjectStatus programmed(boolean everywhere) {
        if (conditions.isEmpty()) {
            return this;
        }
        boolean ready = everywhere && valid();
        List<Condition> all = Stream.concat(
                        conditions.stream(),
                        Stream.of(
                                everywhere
                                        ? Condition.of(
                                                ConditionType.PROGRAMMED,
                                                true,
                                                Reason.PROGRAMMED,
                                                "every gateway serves it")
                                        : Condition.of(
                                                ConditionType.PROGRAMMED,
                                                false,
                                                Reason.PENDING,
                                                "not every gateway serves it yet"),
                                Condition.of(
                                        ConditionType.READY,
                                        ready,
                                        ready ? Reason.READY : valid() ? Reason.PENDING : Reason.INVALID,
                                        ready ? "accepted, resolved and served" : "see the other conditions")))
                .toList();
        return new ObjectStatus(ref, observedGeneration, all, parents, listeners, problems);
    }
}
