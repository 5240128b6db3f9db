package dev.sluice.operator.loop;

import dev.sluice.control.resolve.ObjectRef;
import dev.sluice.crds.v1alpha1.Provider;
import dev.sluice.crds.v1alpha1.provider.Accounting;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Reads back what an earlier leader wrote of providers that are new. */
final class ProbationLeft {
    private ProbationLeft() {}

    /** Nanoseconds left, by Provider, {@code namespace/name}; those that are not new are left out. */
    static Map<String, Long> of(List<Provider> providers, long nowMillis) {
        Map<String, Long> left = new HashMap<>();
        for (Provider provider : providers) {
            Accounting written =
                    provider.getStatus() == null ? null : provider.getStatus().accounting();
            long until = written == null ? 0 : millis(written.probationUntil());
            if (until > nowMillis) {
                left.put(ObjectRef.of(provider).id(), TimeUnit.MILLISECONDS.toNanos(until - nowMillis));
            }
        }
        return left;
    }

    private static long millis(@Nullable String time) {
        try {
            return time == null ? 0 : Instant.parse(time).toEpochMilli();
        } catch (DateTimeException e) {
            return 0;
        }
    }
}
