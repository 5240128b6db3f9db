package dev.sluice.control.translate.route;

import dev.sluice.contract.snapshot.Listener;
import dev.sluice.control.gatewayapi.ListenerSet;
import dev.sluice.control.resolve.ObjectRef;
import dev.sluice.control.status.Condition;
import dev.sluice.control.status.ConditionType;
import dev.sluice.control.status.ObjectStatus;
import dev.sluice.control.status.Reason;
import dev.sluice.control.translate.value.Findings;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a Gateway came to.
 *
 * @param ref the Gateway
 * @param generation of its spec
 * @param listeners in the order written, after its own those of the ListenerSets it takes
 * @param sets ListenerSets that name it
 * @param sources itself and the ListenerSets it takes
 * @param secrets values of their certificates by id
 * @param clientCertificate id of what Services with TLS are shown; null for nothing
 * @param more what is said of it besides Accepted
 * @param findings what is wrong with it
 */
public record TranslatedGateway(
        ObjectRef ref,
        long generation,
        List<TranslatedListener> listeners,
        List<ListenerSet> sets,
        Set<ObjectRef> sources,
        Map<String, String> secrets,
        @Nullable String clientCertificate,
        List<Condition> more,
        Findings findings) {
    public TranslatedGateway {
        listeners = List.copyOf(listeners);
        sets = List.copyOf(sets);
        sources = Set.copyOf(sources);
        secrets = Map.copyOf(secrets);
        more = List.copyOf(more);
    }

    /** What the gateway is told to serve. */
    public List<Listener> served() {
        return listeners.stream()
                .map(TranslatedListener::served)
                .flatMap(Stream::ofNullable)
                .toList();
    }

    /** @param attachedRoutes by listener */
    public ObjectStatus status(Map<String, Integer> attachedRoutes) {
        List<TranslatedListener> own = from(ref);
        List<String> invalid = own.stream()
                .filter(l -> !l.accepted())
                .map(TranslatedListener::name)
                .toList();
        Condition accepted = !findings.valid() || invalid.isEmpty()
                ? findings.accepted("the gateway is valid")
                : Condition.of(
                        ConditionType.ACCEPTED,
                        invalid.size() < own.size(),
                        Reason.LISTENERS_NOT_VALID,
                        "listeners that are not valid: " + String.join(", ", invalid));
        return new ObjectStatus(
                ref,
                generation,
                Stream.concat(Stream.of(accepted), more.stream()).toList(),
                List.of(),
                own.stream()
                        .map(l -> l.status(attachedRoutes.getOrDefault(l.key(), 0)))
                        .toList(),
                findings.problems());
    }

    /** Of the ListenerSets that name it. */
    public List<ObjectStatus> setStatuses(Map<String, Integer> attachedRoutes) {
        return sets.stream()
                .map(set -> {
                    ObjectRef of = ObjectRef.of(set);
                    return ListenerSets.status(set, ref, sources.contains(of), from(of), attachedRoutes);
                })
                .toList();
    }

    /** Listeners of itself or of a ListenerSet. */
    List<TranslatedListener> from(ObjectRef source) {
        return listeners.stream().filter(l -> l.source().equals(source)).toList();
    }
}
