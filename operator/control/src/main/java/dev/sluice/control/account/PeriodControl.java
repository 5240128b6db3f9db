package dev.sluice.control.account;

/**
 * Keeps one amount for one period after the other: what is spent per second, and the controller that follows from it. Days and months
 * are followed at speeds of their own, so that a month's budget is not thrown about by noon and midnight.
 *
 * @param regulator its controller
 * @param perSecondMicros spent, faded with age
 * @param startMillis of the period
 */
record PeriodControl(Regulator regulator, double perSecondMicros, long startMillis) {
    /** Parts of a period: a minute of a day. */
    private static final double RATE_HALF_LIFE = 1.0 / 1440;

    /** Ten minutes of a day: slower than shares follow a weight, and meters follow shares. */
    private static final double TIME = 1.0 / 144;

    /** Ticks that came late do not add up to a leap. */
    private static final double LONGEST_TICK_SECONDS = 120;

    static PeriodControl start(Regulator regulator) {
        return new PeriodControl(regulator, 0, Long.MIN_VALUE);
    }

    PeriodControl then(Allowance allowance, double spentMicros, double seconds, boolean mayRefuse) {
        double keep = Math.pow(0.5, seconds / (RATE_HALF_LIFE * allowance.lengthSeconds()));
        double rate = perSecondMicros * keep + Math.max(0, spentMicros) / seconds * (1 - keep);
        // A new period has room for requests again.
        Regulator before = allowance.startMillis() > startMillis && startMillis != Long.MIN_VALUE
                ? regulator.admitting()
                : regulator;
        Regulator next = !allowance.bounds()
                ? Regulator.IDLE
                : allowance.exhausted()
                        ? Regulator.exhausted(mayRefuse)
                        : before.then(
                                error(rate, allowance),
                                mayRefuse,
                                Math.min(seconds, LONGEST_TICK_SECONDS) / (TIME * allowance.lengthSeconds()));
        return new PeriodControl(next, rate, allowance.startMillis());
    }

    /** What is spent per second over what may be. */
    double pressure(Allowance allowance) {
        return allowance.exhausted() ? BudgetStand.EXHAUSTED : perSecondMicros / allowance.perSecond();
    }

    private static double error(double rate, Allowance allowance) {
        return rate <= 0 ? -1 : Math.clamp(Math.log(rate / allowance.perSecond()), -1, 1);
    }
}
