package dev.sluice.control.translate.route;

import java.util.List;
import java.util.stream.Stream;

/** A route at one Gateway: the listeners that took it. */
public record Attachment(List<String> listeners) {
    public static final Attachment NONE = new Attachment(List.of());

    public Attachment {
        listeners = List.copyOf(listeners);
    }

    /** Both, where several parentRefs lead to the same Gateway. */
    Attachment and(Attachment other) {
        return new Attachment(Stream.concat(listeners.stream(), other.listeners.stream())
                .distinct()
                .toList());
    }
}
