package dev.sluice.operator.event;

/** Takes Events, and never fails for one that is lost. */
public interface EventSink {
    void send(EventDraft event);
}
