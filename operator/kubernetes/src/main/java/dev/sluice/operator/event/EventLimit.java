package dev.sluice.operator.event;

import dev.sluice.control.resolve.ObjectRef;
import java.util.HashMap;
import java.util.Map;

/** One Event per object and reason in {@link #INTERVAL_MILLIS}, and a bound on all of them. Owned by one thread. */
final class EventLimit {
    static final long INTERVAL_MILLIS = 10_000;
    /** At once; then one per {@link #REFILL_MILLIS}. */
    static final int BURST = 25;

    static final long REFILL_MILLIS = 1_000;

    private final Map<Told, Long> told = new HashMap<>();
    private double tokens = BURST;
    private long refilledMillis;

    private record Told(ObjectRef object, EventReason reason) {}

    boolean permits(ObjectRef object, EventReason reason, long nowMillis) {
        told.values().removeIf(at -> nowMillis - at >= INTERVAL_MILLIS);
        tokens = Math.min(BURST, tokens + Math.max(0, nowMillis - refilledMillis) / (double) REFILL_MILLIS);
        refilledMillis = nowMillis;
        Told one = new Told(object, reason);
        if (told.containsKey(one) || tokens < 1) {
            return false;
        }
        told.put(one, nowMillis);
        tokens--;
        return true;
    }
}
