package dev.sluice.control.account;

import dev.sluice.contract.snapshot.Provider.Quota;

/**
 * How a provider's quota stands.
 *
 * @param quota what was bought
 * @param used requests since the first of the month UTC
 * @param perSecond what may be sent evenly so that the month's requests last, and no more than may be sent per second; positive
 *     infinity without a bound
 * @param processes gateway processes that share it; at least 1
 */
public record QuotaStand(Quota quota, long used, double perSecond, long processes) {

    static QuotaStand of(Quota quota, Spend spend, long processes, long nowMillis) {
        double month = Allowance.ofMonth(quota.requestsPerMonth(), spend.requestsThisMonth(), nowMillis)
                .perSecond();
        double second = quota.requestsPerSecond() == 0 ? Double.POSITIVE_INFINITY : quota.requestsPerSecond();
        return new QuotaStand(quota, spend.requestsThisMonth(), Math.min(month, second), Math.max(1, processes));
    }

    /** Nothing may be sent until the first of the next month. */
    public boolean isUsedUp() {
        return perSecond == 0;
    }

    /** The hard bound of one process, in thousandths of a request per second; -1 for none. */
    public long limitMilli() {
        if (isUsedUp()) {
            return 0;
        }
        return quota.requestsPerSecond() == 0 ? -1 : Math.max(1, quota.requestsPerSecond() * 1_000L / processes);
    }
}
