package dev.sluice.control.account;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** The day and month, UTC, that sums belong to. */
record Calendar(long dayStartMillis, long monthStartMillis, long dayEndMillis, long monthEndMillis) {
    static Calendar at(long millis) {
        LocalDate day = LocalDate.ofInstant(Instant.ofEpochMilli(millis), ZoneOffset.UTC);
        LocalDate month = day.withDayOfMonth(1);
        return new Calendar(start(day), start(month), start(day.plusDays(1)), start(month.plusMonths(1)));
    }

    private static long start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
    }

    /**
     * The part of what was counted from one moment to another that belongs to the time since a third; by time, since nobody
     * knows better.
     */
    static long since(long startMillis, long counted, long fromMillis, long toMillis) {
        if (fromMillis >= startMillis) {
            return counted;
        }
        return toMillis <= startMillis
                ? 0
                : Math.round(counted * ((double) (toMillis - startMillis) / (toMillis - fromMillis)));
    }
}
