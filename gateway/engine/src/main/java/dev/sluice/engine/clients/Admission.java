package dev.sluice.engine.clients;

/** Whether a client is let in. */
public sealed interface Admission {

    /** @param client its name; {@code ""} where nobody asked for it */
    record Admitted(String client) implements Admission {}

    /** Why it is not; what is said of a client that tries several ways is the last of these. */
    enum Refused implements Admission {
        /** It calls from where nobody may: 403. */
        ADDRESS,
        /** It shows nothing that could prove who it is: 401. */
        UNPROVEN,
        /** Whatever it shows cannot be judged, since what it is compared with is not here: 503. */
        UNDECIDABLE,
        /** What it shows proves nothing: 401. */
        UNKNOWN
    }
}
