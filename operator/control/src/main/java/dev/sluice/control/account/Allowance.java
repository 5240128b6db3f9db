package dev.sluice.control.account;

/**
 * What an amount for a period leaves from now on; of money in millionths, or of requests.
 *
 * @param perSecond evenly to the end of the period; positive infinity without a bound
 * @param startMillis of the period
 * @param lengthSeconds of the period
 */
record Allowance(double perSecond, long startMillis, double lengthSeconds) {
    /** The end of a period is planned for as if at least this part of it was left, or its last minutes would swing. */
    private static final double LEAST_LEFT = 1.0 / 48;

    private static final double MILLIS = 1_000;

    /** @param amount 0 for no bound */
    static Allowance ofDay(long amount, long used, long nowMillis) {
        Calendar now = Calendar.at(nowMillis);
        return of(amount, used, now.dayStartMillis(), now.dayEndMillis(), nowMillis);
    }

    /** @param amount 0 for no bound */
    static Allowance ofMonth(long amount, long used, long nowMillis) {
        Calendar now = Calendar.at(nowMillis);
        return of(amount, used, now.monthStartMillis(), now.monthEndMillis(), nowMillis);
    }

    private static Allowance of(long amount, long used, long startMillis, long endMillis, long nowMillis) {
        double length = (endMillis - startMillis) / MILLIS;
        double left = Math.max((endMillis - nowMillis) / MILLIS, length * LEAST_LEFT);
        return new Allowance(
                amount == 0 ? Double.POSITIVE_INFINITY : Math.max(0, amount - used) / left, startMillis, length);
    }

    boolean bounds() {
        return perSecond < Double.POSITIVE_INFINITY;
    }

    boolean exhausted() {
        return perSecond == 0;
    }
}
