package dev.sluice.operator.status.decide;

import dev.sluice.crds.v1alpha1.provider.Accounting;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** When accounting is written down: what is newer than the last checkpoint is lost with the operator. */
final class Checkpoints {
    static final long INTERVAL_MILLIS = 60_000;

    private Checkpoints() {}

    static boolean due(@Nullable Accounting written, Accounting now, boolean asked, long nowMillis) {
        return !same(written, now)
                && (asked || written == null || nowMillis - millis(written.checkpointTime()) >= INTERVAL_MILLIS);
    }

    /** Whether nothing was counted since. */
    static boolean same(@Nullable Accounting written, Accounting now) {
        return written != null && written.at(null).equals(now.at(null));
    }

    static Accounting at(Accounting accounting, long nowMillis) {
        return accounting.at(
                Instant.ofEpochMilli(nowMillis).truncatedTo(ChronoUnit.SECONDS).toString());
    }

    private static long millis(@Nullable String time) {
        try {
            return time == null ? 0 : Instant.parse(time).toEpochMilli();
        } catch (DateTimeParseException e) {
            return 0;
        }
    }
}
