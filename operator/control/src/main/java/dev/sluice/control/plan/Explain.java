package dev.sluice.control.plan;

/** Words for decisions: short, concrete, in the language of the person on call. */
final class Explain {
    static final int MAX_CHARS = 100;

    private Explain() {}
}
