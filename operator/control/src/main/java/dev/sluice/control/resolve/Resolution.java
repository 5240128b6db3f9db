package dev.sluice.control.resolve;

import java.util.Optional;

/** What came of a reference. */
public sealed interface Resolution<T> {

    /** The object is there and may be used. */
    record Found<T>(T object) implements Resolution<T> {}

    /**
     * There is nothing to use.
     *
     * @param cause why
     * @param message what is wrong; what is expected
     */
    record Dangling<T>(Cause cause, String message) implements Resolution<T> {}

    /** Why nothing can be used. REFUSED objects exist, but their own mistakes keep them out. */
    enum Cause {
        NOT_FOUND,
        NOT_PERMITTED,
        REFUSED
    }

    /** The object, where there is one. */
    default Optional<T> found() {
        return switch (this) {
            case Found<T> f -> Optional.of(f.object());
            case Dangling<T> d -> Optional.empty();
        };
    }
}
