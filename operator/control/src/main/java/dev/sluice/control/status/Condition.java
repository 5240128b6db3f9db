package dev.sluice.control.status;

/**
 * One thing said about an object; when it last changed is added by whoever writes it down.
 *
 * @param type what it is about, e.g. Accepted
 * @param status whether it holds
 * @param reason one word of {@link Reason}
 * @param message for people; never empty
 */
public record Condition(String type, Status status, String reason, String message) {

    /** UNKNOWN as long as there is nothing to judge by. */
    public enum Status {
        TRUE("True"),
        FALSE("False"),
        UNKNOWN("Unknown");

        private final String label;

        Status(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    public static Condition of(ConditionType type, boolean holds, Reason reason, String message) {
        return new Condition(type.label(), holds ? Status.TRUE : Status.FALSE, reason.label(), message);
    }

    public static Condition unknown(ConditionType type, Reason reason, String message) {
        return new Condition(type.label(), Status.UNKNOWN, reason.label(), message);
    }

    public boolean is(ConditionType asked) {
        return type.equals(asked.label());
    }

    public boolean holds() {
        return status == Status.TRUE;
    }
}
