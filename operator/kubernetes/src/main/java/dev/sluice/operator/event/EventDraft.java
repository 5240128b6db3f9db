package dev.sluice.operator.event;

import io.fabric8.kubernetes.api.model.HasMetadata;

/**
 * An Event to be sent.
 *
 * @param regarding the object it is about, as gathered
 * @param reason one word
 * @param note for people
 */
public record EventDraft(HasMetadata regarding, EventReason reason, String note) {}
