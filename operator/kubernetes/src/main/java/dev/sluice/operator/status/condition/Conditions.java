package dev.sluice.operator.status.condition;

import io.fabric8.kubernetes.api.model.Condition;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lists of conditions as objects carry them: each type once, in the order in which they came. */
public final class Conditions {
    /** What the API server takes. */
    private static final int LONGEST_MESSAGE = 32_768;

    private Conditions() {}

    /**
     * What an object should carry. Types of others stay as they are; the time of a transition is that of its status, whatever
     * the reason.
     *
     * @param carried now
     * @param owned types that are ours: those not wanted are removed
     */
    public static List<Condition> merge(
            @Nullable List<Condition> carried,
            List<dev.sluice.control.status.Condition> wanted,
            Set<String> owned,
            long generation,
            long nowMillis) {
        List<Condition> merged = new ArrayList<>();
        for (Condition old : orEmpty(carried)) {
            Optional<dev.sluice.control.status.Condition> next =
                    wanted.stream().filter(w -> w.type().equals(old.getType())).findFirst();
            if (next.isPresent()) {
                merged.add(written(next.get(), old, generation, nowMillis));
            } else if (!owned.contains(old.getType())) {
                merged.add(old);
            }
        }
        wanted.stream()
                .filter(w -> find(carried, w.type()).isEmpty())
                .forEach(w -> merged.add(written(w, null, generation, nowMillis)));
        return merged;
    }

    public static Optional<Condition> find(@Nullable List<Condition> carried, String type) {
        return orEmpty(carried).stream().filter(c -> type.equals(c.getType())).findFirst();
    }

    /** Whether a condition holds for a generation. */
    public static boolean holds(@Nullable List<Condition> carried, String type, long generation) {
        return find(carried, type)
                .filter(c -> "True".equals(c.getStatus()) && Objects.equals(c.getObservedGeneration(), generation))
                .isPresent();
    }

    /** A carried condition, to be wanted again. */
    public static dev.sluice.control.status.Condition read(Condition carried) {
        return new dev.sluice.control.status.Condition(
                carried.getType(), status(carried.getStatus()), carried.getReason(), carried.getMessage());
    }

    private static dev.sluice.control.status.Condition.Status status(@Nullable String label) {
        return label == null
                ? dev.sluice.control.status.Condition.Status.UNKNOWN
                : switch (label) {
                    case "True" -> dev.sluice.control.status.Condition.Status.TRUE;
                    case "False" -> dev.sluice.control.status.Condition.Status.FALSE;
                    default -> dev.sluice.control.status.Condition.Status.UNKNOWN;
                };
    }

    private static Condition written(
            dev.sluice.control.status.Condition wanted, @Nullable Condition old, long generation, long nowMillis) {
        boolean same = old != null && wanted.status().label().equals(old.getStatus());
        String since = same && old != null && old.getLastTransitionTime() != null
                ? old.getLastTransitionTime()
                : Instant.ofEpochMilli(nowMillis)
                        .truncatedTo(ChronoUnit.SECONDS)
                        .toString();
        return new Condition(
                since,
                clip(wanted.message()),
                generation,
                wanted.reason(),
                wanted.status().label(),
                wanted.type());
    }

    private static String clip(String message) {
        return message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE - 3) + "...";
    }

    private static List<Condition> orEmpty(@Nullable List<Condition> carried) {
        return carried == null ? List.of() : carried;
    }
}
