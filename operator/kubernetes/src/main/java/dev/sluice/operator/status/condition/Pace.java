package dev.sluice.operator.status.condition;

import dev.sluice.control.status.Condition;
import dev.sluice.control.status.Condition.Status;
import dev.sluice.operator.status.measure.Face;
import dev.sluice.operator.status.measure.Measures;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * When measurements are worth a write: health, missing metrics and relaxed bounds at once, other fields where a person would
 * see the difference and not too often. Whatever is written for another reason brings the newest with it. Owned by one thread.
 *
 * @param <K> what names an object
 */
public final class Pace<K> {
    /** After a start, what was measured before holds for so long, until there are measurements again. */
    static final long START_MILLIS = 60_000;

    /** How much changed in the parts of a status that are not seen here. */
    public enum Beside {
        NOTHING,
        /** Worth a write, but not at once. */
        VISIBLE,
        URGENT
    }

    private final long intervalMillis;
    private final Map<K, Long> shownMillis = new HashMap<>();
    private long startMillis = -1;

    /** @param intervalMillis at least, between writes of measured fields alone */
    public Pace(long intervalMillis) {
        this.intervalMillis = intervalMillis;
    }

    /**
     * What to carry next; empty where there is nothing to write yet.
     *
     * @param conditions those that are no measurements
     * @param owned types of conditions that are ours
     * @param beside what changed in other parts of the status
     */
    public Optional<Carried> next(
            K key,
            Carried carried,
            List<Condition> conditions,
            Measures measures,
            Set<String> owned,
            long generation,
            Beside beside,
            long nowMillis) {
        startMillis = startMillis < 0 ? nowMillis : startMillis;
        boolean starting = nowMillis - startMillis < START_MILLIS;
        List<Condition> measured = measures.conditions().stream()
                .map(c -> starting ? orBefore(c, carried) : c)
                .toList();
        Face face = starting ? orBefore(measures.face(), carried.face()) : measures.face();
        Carried held = new Carried(
                generation,
                carried.face(),
                merge(carried, conditions, before(measured, carried), owned, generation, nowMillis));
        Carried full =
                new Carried(generation, face, merge(carried, conditions, measured, owned, generation, nowMillis));
        boolean onlyMeasured = held.equals(carried);
        if (onlyMeasured && beside != Beside.URGENT && !urgent(measured, carried)) {
            boolean visible = beside == Beside.VISIBLE
                    || new Measures(face, measures.shares(), measured).visiblyDifferFrom(carried.face())
                    || wordsDiffer(measured, carried);
            if (!visible || nowMillis - shownMillis.getOrDefault(key, nowMillis - intervalMillis) < intervalMillis) {
                return Optional.empty();
            }
        }
        shownMillis.put(key, nowMillis);
        return Optional.of(full);
    }

    public void keep(Collection<K> keys) {
        shownMillis.keySet().retainAll(keys);
    }

    private static List<io.fabric8.kubernetes.api.model.Condition> merge(
            Carried carried,
            List<Condition> conditions,
            List<Condition> measured,
            Set<String> owned,
            long generation,
            long nowMillis) {
        List<Condition> all =
                Stream.concat(conditions.stream(), measured.stream()).toList();
        return Conditions.merge(carried.conditions(), all, owned, generation, nowMillis);
    }

    private static boolean urgent(List<Condition> measured, Carried carried) {
        return measured.stream().anyMatch(c -> Conditions.find(carried.conditions(), c.type())
                .filter(old -> c.status().label().equals(old.getStatus()))
                .isEmpty());
    }

    private static boolean wordsDiffer(List<Condition> measured, Carried carried) {
        return measured.stream().anyMatch(c -> Conditions.find(carried.conditions(), c.type())
                .filter(old -> Measures.words(old.getMessage()).equals(Measures.words(c.message()))
                        && Objects.equals(old.getReason(), c.reason()))
                .isEmpty());
    }

    /** As carried; those not carried yet are left out. */
    private static List<Condition> before(List<Condition> measured, Carried carried) {
        Set<String> types = measured.stream().map(Condition::type).collect(Collectors.toSet());
        return carried.conditions().stream()
                .filter(c -> types.contains(c.getType()))
                .map(Conditions::read)
                .toList();
    }

    private static Condition orBefore(Condition now, Carried carried) {
        return now.status() == Status.UNKNOWN
                ? Conditions.find(carried.conditions(), now.type())
                        .map(Conditions::read)
                        .orElse(now)
                : now;
    }

    private static Face orBefore(Face now, Face before) {
        return new Face(
                first(now.shares(), before.shares()),
                first(now.p95(), before.p95()),
                first(now.cost(), before.cost()),
                first(now.reason(), before.reason()));
    }

    private static @Nullable String first(@Nullable String one, @Nullable String other) {
        return one == null ? other : one;
    }
}
