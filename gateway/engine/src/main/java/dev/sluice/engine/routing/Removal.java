package dev.sluice.engine.routing;

/** Which filter took a candidate out of a request's choice. One that is added names itself here, and explanations show it. */
enum Removal {
    /** The plan, or its declared weight, gives it nothing. */
    SHARE("Share"),
    /** It cannot be asked: a credential that is not there, a name that leads nowhere. */
    WITHHELD("Withheld"),
    /** Another priority has enough that is healthy. */
    PRIORITY("Priority"),
    /** Ejected, or its health checks fail. */
    HEALTH("Health"),
    /** As much is under way as its circuit breaker or its learned limit lets through. */
    CIRCUIT("Circuit"),
    /** Its quota has no room now. */
    QUOTA("Quota"),
    /** It refused others lately, and somebody else is left. */
    RATE("Rate");

    private final String word;

    Removal(String word) {
        this.word = word;
    }

    /** Stable, as people and tools read it. */
    String word() {
        return word;
    }
}
