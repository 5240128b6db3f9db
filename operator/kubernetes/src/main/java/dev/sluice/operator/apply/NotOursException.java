package dev.sluice.operator.apply;

/** An object of a name we need belongs to somebody else. */
final class NotOursException extends Exception {
    private static final long serialVersionUID = 1L;

    NotOursException(String message) {
        super(message);
    }
}
