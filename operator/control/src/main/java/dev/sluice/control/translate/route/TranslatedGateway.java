package dev.sluice.control.translate.route;

import dev.sluice.contract.snapshot.Listener;
import dev.sluice.control.resolve.ObjectRef;
import dev.sluice.control.status.Condition;
import dev.sluice.control.status.ConditionType;
import dev.sluice.control.status.ObjectStatus;
import dev.sluice.control.status.Reason;
import dev.sluice.control.translate.value.Findings;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a Gateway came to.
 *
 * @param ref the Gateway
 * @param generation of its spec
 * @param listeners in the order written
 * @param secrets values of their certificates by id
 * @param clientCertificate id of what Services with TLS are shown; null for nothing
 * @param more what is said of it besides Accepted
 * @param findings what is wrong with it
 */
public record TranslatedGateway(
        ObjectRef ref,
        long generation,
        List<TranslatedListener> listeners,
        Map<String, String> secrets,
        @Nullable String clientCertificate,
        List<Condition> more,
        Findings findings) {
    public TranslatedGateway {
        listeners = List.copyOf(listeners);
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
        List<String> invalid = listeners.stream()
                .filter(l -> !l.accepted())
                .map(TranslatedListener::name)
                .toList();
        Condition accepted = !findings.valid() || invalid.isEmpty()
                ? findings.accepted("the gateway is valid")
                : Condition.of(
                        ConditionType.ACCEPTED,
                        invalid.size() < listeners.size(),
                        Reason.LISTENERS_NOT_VALID,
                        "listeners that are not valid: " + String.join(", ", invalid));
        return new ObjectStatus(
                ref,
                generation,
                Stream.concat(Stream.of(accepted), more.stream()).toList(),
                List.of(),
                listeners.stream()
                        .map(l -> l.status(attachedRoutes.getOrDefault(l.name(), 0)))
                        .toList(),
                findings.problems());
    }
}
