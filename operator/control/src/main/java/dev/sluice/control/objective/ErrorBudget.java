package dev.sluice.control.objective;

/**
 * What an objective leaves to go wrong. A burn rate of 1 spends the budget exactly over the objective's window.
 *
 * @param objective which
 * @param left part of the budget that is left; below 0 where more went wrong than may
 * @param fastBurn over a 720th of the window: an hour of 30 days
 * @param slowBurn over a tenth of it
 * @param level what follows
 */
public record ErrorBudget(Objective objective, double left, double fastBurn, double slowBurn, Level level) {

    public enum Objective {
        AVAILABILITY("availability"),
        LATENCY("latency");

        private final String label;

        Objective(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** In the order of urgency. */
    public enum Level {
        /** It lasts. */
        KEPT,
        /** At this rate it does not last. */
        SLOW,
        /** Nothing is left. */
        SPENT,
        /** At this rate it is gone within days. */
        FAST
    }

    /** {@code availability budget burns 18 times too fast, 63 % is left}. */
    public String words() {
        String remains = left > 0 ? "%.0f %% is left".formatted(left * 100) : "nothing is left";
        return switch (level) {
            case KEPT -> objective.label + " budget lasts, " + remains;
            case SLOW -> "%s budget burns %.1f times too fast, %s".formatted(objective.label, slowBurn, remains);
            case SPENT -> "%s budget is spent".formatted(objective.label);
            case FAST -> "%s budget burns %.0f times too fast, %s".formatted(objective.label, fastBurn, remains);
        };
    }
}
