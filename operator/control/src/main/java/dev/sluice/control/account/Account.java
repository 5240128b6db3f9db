package dev.sluice.control.account;

import dev.sluice.crds.v1alpha1.provider.Accounting;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The sums of one provider or policy, and how far each process is booked in them. The two change together or not at all. */
final class Account {
    /** A process unread for so long is gone, or was cut off: what it counts beyond is not ours any more. */
    static final long FORGET_MILLIS = 3_600_000;

    /** Most processes remembered for one provider; the longest unread goes first. */
    static final int MAX_PROCESSES = 1_000;

    private static final Comparator<Map.Entry<ProcessId, Position>> NEWEST_READ_FIRST = Comparator.comparingLong(
                    (Map.Entry<ProcessId, Position> each) -> -each.getValue().readMillis())
            .thenComparing(Map.Entry::getKey, ProcessId.ORDER);

    private Calendar calendar;
    private @Nullable String currency;
    private long probationUntilMillis;
    private long todayMicros;
    private long monthMicros;
    private long requestsToday;
    private long requestsThisMonth;
    private long everMicros;
    private long forgottenStartMillis = Long.MIN_VALUE;
    /** Nobody could read while nobody led. */
    private long unreadFromMillis = Long.MIN_VALUE;

    private final Map<ProcessId, Position> positions = new HashMap<>();

    Account(long nowMillis) {
        calendar = Calendar.at(nowMillis);
    }

    /** As it was written; a time that cannot be read is now, so that a budget is rather kept too well. */
    static Account restored(Accounting written, long nowMillis) {
        long then = Math.min(millis(written.checkpointTime(), nowMillis), nowMillis);
        Account account = new Account(then);
        account.unreadFromMillis = nowMillis;
        account.currency = written.currency();
        account.probationUntilMillis = millis(written.probationUntil(), 0);
        account.todayMicros = orZero(written.spentTodayMicros());
        account.monthMicros = orZero(written.spentThisMonthMicros());
        account.requestsToday = orZero(written.requestsToday());
        account.requestsThisMonth =
                written.requestsThisMonth() == null ? account.requestsToday : written.requestsThisMonth();
        account.forgottenStartMillis = Objects.requireNonNullElse(written.forgottenStartMillis(), Long.MIN_VALUE);
        written.positions()
                .forEach(each -> account.positions.put(
                        ProcessId.of(each), new Position(orZero(each.costMicros()), orZero(each.requests()), then)));
        return account;
    }

    /** Books what another account of the same provider had read beyond this one. */
    void readAllOf(Account other) {
        if (other.currency != null) {
            priced(other.currency);
        }
        forgottenStartMillis = Math.max(forgottenStartMillis, other.forgottenStartMillis);
        onProbation(other.probationUntilMillis);
        other.positions.forEach((process, counters) -> read(process, counters, process.startedAtMillis()));
    }

    /**
     * Books what is new in a process's counters. A process not known counted from nothing at its start, unless it may be one
     * that was forgotten. What was counted across midnight is split by time.
     *
     * @param nothingMillis when a process that is not known stood at nothing
     */
    void read(ProcessId process, Position counters, long nothingMillis) {
        roll(counters.readMillis());
        Position known = positions.get(process);
        if (known == null) {
            known = process.startedAtMillis() <= forgottenStartMillis ? counters : new Position(0, 0, nothingMillis);
        }
        Position next = counters.atLeast(known);
        long cost = next.costMicros() - known.costMicros();
        long requests = next.requests() - known.requests();
        long from = known.readMillis();
        long to = next.readMillis();
        everMicros += cost;
        todayMicros += Calendar.since(calendar.dayStartMillis(), cost, from, to);
        monthMicros += Calendar.since(calendar.monthStartMillis(), cost, from, to);
        requestsToday += Calendar.since(calendar.dayStartMillis(), requests, from, to);
        requestsThisMonth += Calendar.since(calendar.monthStartMillis(), requests, from, to);
        positions.put(process, next);
        while (positions.size() > MAX_PROCESSES) {
            positions.entrySet().stream().max(NEWEST_READ_FIRST).ifPresent(longest -> forget(longest.getKey()));
        }
    }

    /** Days only go forward: a leader whose clock is behind books into the day that has begun. */
    private void roll(long nowMillis) {
        Calendar now = Calendar.at(nowMillis);
        if (now.dayStartMillis() > calendar.dayStartMillis()) {
            todayMicros = 0;
            requestsToday = 0;
            if (now.monthStartMillis() > calendar.monthStartMillis()) {
                monthMicros = 0;
                requestsThisMonth = 0;
            }
            calendar = now;
        }
    }

    /** Sums of money in another currency begin at nothing. */
    void priced(String code) {
        if (currency != null && !currency.equals(code)) {
            todayMicros = 0;
            monthMicros = 0;
        }
        currency = code;
    }

    /** The longest probation counts, to whole seconds, so that what is written does not change with every look. */
    void onProbation(long untilMillis) {
        probationUntilMillis = Math.max(probationUntilMillis, Math.floorDiv(untilMillis, 1_000) * 1_000);
    }

    private void forgetUnread(long nowMillis) {
        positions.entrySet().stream()
                .filter(each -> nowMillis - Math.max(each.getValue().readMillis(), unreadFromMillis) > FORGET_MILLIS)
                .map(Map.Entry::getKey)
                .toList()
                .forEach(this::forget);
    }

    private void forget(ProcessId process) {
        positions.remove(process);
        forgottenStartMillis = Math.max(forgottenStartMillis, process.startedAtMillis());
    }

    /** All that was booked here since this object was made, whatever the day: only grows. */
    long everMicros() {
        return everMicros;
    }

    /** Processes read since a moment. */
    long readersSince(long millis) {
        return positions.values().stream()
                .filter(each -> each.readMillis() >= millis)
                .count();
    }

    /** What counts is another set from now on: what processes counted before is neither news nor missing. */
    void recount() {
        List.copyOf(positions.keySet()).forEach(this::forget);
    }

    Spend spend(long nowMillis) {
        roll(nowMillis);
        return new Spend(todayMicros, monthMicros, requestsToday, requestsThisMonth);
    }

    Accounting written(long nowMillis) {
        roll(nowMillis);
        forgetUnread(nowMillis);
        List<Map.Entry<ProcessId, Position>> byReading =
                positions.entrySet().stream().sorted(NEWEST_READ_FIRST).toList();
        long forgotten = byReading.stream()
                .skip(Accounting.MAX_POSITIONS)
                .mapToLong(each -> each.getKey().startedAtMillis())
                .reduce(forgottenStartMillis, Math::max);
        return new Accounting(
                Instant.ofEpochMilli(nowMillis).toString(),
                currency,
                todayMicros,
                monthMicros,
                requestsToday,
                requestsThisMonth,
                probationUntilMillis > nowMillis
                        ? Instant.ofEpochMilli(probationUntilMillis).toString()
                        : null,
                byReading.stream()
                        .limit(Accounting.MAX_POSITIONS)
                        .sorted(Map.Entry.comparingByKey(ProcessId.ORDER))
                        .map(each -> each.getValue().of(each.getKey()))
                        .toList(),
                forgotten == Long.MIN_VALUE ? null : forgotten);
    }

    private static long millis(@Nullable String time, long otherwise) {
        try {
            return time == null ? otherwise : Instant.parse(time).toEpochMilli();
        } catch (DateTimeException e) {
            return otherwise;
        }
    }

    private static long orZero(@Nullable Long value) {
        return value == null ? 0 : value;
    }
}
