package dev.sluice.control.account;

/**
 * What a provider cost and was asked, as far as it is booked.
 *
 * @param todayMicros since midnight UTC, in millionths of its currency
 * @param monthMicros since the first of the month UTC
 * @param requestsToday attempts since midnight UTC
 * @param requestsThisMonth attempts since the first of the month UTC
 */
public record Spend(long todayMicros, long monthMicros, long requestsToday, long requestsThisMonth) {
    /** Nothing is booked. */
    public static final Spend NONE = new Spend(0, 0, 0, 0);
}
