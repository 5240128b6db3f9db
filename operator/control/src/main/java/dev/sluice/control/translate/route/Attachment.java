package dev.sluice.control.translate.route;

import java.util.List;
import java.util.stream.Stream;

/** A route at one Gateway: the listeners that took it and the names it is served under there. */
public record Attachment(List<String> listeners, List<String> hostnames) {
    public static final Attachment NONE = new Attachment(List.of(), List.of());

    public Attachment {
        listeners = List.copyOf(listeners);
        hostnames = List.copyOf(hostnames);
    }

    /** Both, where several parentRefs lead to the same Gateway; no names stand for any name. */
    Attachment and(Attachment other) {
        if (listeners.isEmpty() || other.listeners.isEmpty()) {
            return listeners.isEmpty() ? other : this;
        }
        boolean any = hostnames.isEmpty() || other.hostnames.isEmpty();
        return new Attachment(
                Stream.concat(listeners.stream(), other.listeners.stream())
                        .distinct()
                        .toList(),
                any
                        ? List.of()
                        : Stream.concat(hostnames.stream(), other.hostnames.stream())
                                .distinct()
                                .toList());
    }
}
