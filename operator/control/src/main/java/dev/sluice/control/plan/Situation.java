package dev.sluice.control.plan;

/** What kind of plan a key can have in this tick. */
enum Situation {
    /** Some provider is known well enough to move shares by. */
    MEASURED,
    /** Nothing fresh is known; shares stay, but health and hard bounds are followed. */
    NO_DATA,
    /** Gateways contradict each other; likewise. */
    DISAGREEMENT,
    /** Every eligible provider is bad; shares stay, since fleeing has no better place to go. */
    ALL_BAD,
    /** No provider passes the hard bounds. */
    NOBODY
}
