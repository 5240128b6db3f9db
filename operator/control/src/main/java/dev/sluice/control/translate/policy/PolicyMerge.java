package dev.sluice.control.translate.policy;

import dev.sluice.contract.snapshot.Clients;
import dev.sluice.contract.snapshot.Constraints;
import dev.sluice.contract.snapshot.Objectives;
import dev.sluice.contract.snapshot.Policy;
import dev.sluice.contract.snapshot.RateLimit;
import dev.sluice.contract.snapshot.Retry;
import dev.sluice.contract.snapshot.Shift;
import dev.sluice.contract.snapshot.Timeouts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Several policies of one rule and backend as one: allow-lists intersect, deny-lists unite, caps take the smaller value;
 * of anything else the first that says something wins, and the first is the most specific, then the oldest.
 */
final class PolicyMerge {
    /** Allow-lists with nothing in common permit nothing, while an empty one would permit all; no provider declares this. */
    static final String NOWHERE = "nowhere";

    private static final long REQUEST_TIMEOUT_NANOS = 30_000_000_000L;

    /** What a draft says of one thing; null where it says nothing. */
    private interface Field<D, T> {
        @Nullable
        T of(D draft);
    }

    private PolicyMerge() {}

    /** @param drafts most specific first, then the older; none gives the defaults */
    static Policy merge(List<PolicyDraft> drafts) {
        Objectives objectives = new Objectives(
                first(drafts, d -> d.objectives().availability()),
                first(drafts, d -> d.objectives().latency()),
                budgets(drafts));
        return new Policy(
                drafts.stream().map(PolicyDraft::id).collect(Collectors.joining("+")),
                drafts.isEmpty() ? 0 : drafts.getFirst().generation(),
                firstOr(drafts, PolicyDraft::intent, Policy.Intent.BALANCED),
                objectives,
                constraints(drafts),
                drafts.stream()
                        .map(PolicyDraft::requestClasses)
                        .filter(c -> !c.isEmpty())
                        .findFirst()
                        .orElse(List.of()),
                firstOr(drafts, PolicyDraft::retry, Retry.DEFAULT),
                first(drafts, PolicyDraft::hedge),
                new Timeouts(
                        firstOr(drafts, d -> d.timeouts().requestNanos(), REQUEST_TIMEOUT_NANOS),
                        firstOr(drafts, d -> d.timeouts().backendNanos(), 0L)),
                shift(drafts.stream().map(PolicyDraft::shift).toList()),
                clients(drafts.stream().map(PolicyDraft::clients).toList()),
                drafts.stream().flatMap(d -> d.events().stream()).distinct().toList(),
                first(drafts, PolicyDraft::cache));
    }

    private static Constraints constraints(List<PolicyDraft> drafts) {
        List<Constraints> all = drafts.stream().map(PolicyDraft::constraints).toList();
        return new Constraints(
                intersection(all.stream().map(Constraints::allowedJurisdictions).toList()),
                union(all, Constraints::deniedJurisdictions),
                union(all, Constraints::deniedClasses),
                union(all, Constraints::deniedOrganizations),
                union(all, Constraints::requiredCapabilities),
                ShareBounds.merge(all.stream().flatMap(c -> c.shares().stream()).toList()),
                firstOr(drafts, PolicyDraft::refuse, false));
    }

    /** Authentication that any policy asks for can be replaced by a more specific one, not taken away. */
    private static Clients clients(List<Clients> all) {
        return new Clients(
                all.stream()
                        .flatMap(c -> c.allowedMethods().stream())
                        .distinct()
                        .toList(),
                all.stream().flatMap(c -> c.deniedMethods().stream()).distinct().toList(),
                first(all, Clients::authentication),
                all.stream()
                        .flatMap(c -> c.allowedAddresses().stream())
                        .distinct()
                        .toList(),
                all.stream()
                        .flatMap(c -> c.deniedAddresses().stream())
                        .distinct()
                        .toList(),
                rateLimits(all),
                smallest(all, Clients::maxBodyBytes),
                all.stream()
                        .map(Clients::showsDecisions)
                        .filter(Objects::nonNull)
                        .reduce(Boolean::logicalAnd)
                        .orElse(null),
                smallest(all, Clients::maxBatch),
                smallest(all, Clients::maxLogRange));
    }

    private static <T extends Comparable<T>> @Nullable T smallest(List<Clients> all, Field<Clients, T> bound) {
        @Nullable T smallest = null;
        for (Clients clients : all) {
            T own = bound.of(clients);
            smallest = own != null && (smallest == null || own.compareTo(smallest) < 0) ? own : smallest;
        }
        return smallest;
    }

    /** Each policy's limit counts all that it governs, so all of them hold. */
    private static List<RateLimit> rateLimits(List<Clients> all) {
        Map<String, RateLimit> byPolicy = new LinkedHashMap<>();
        all.stream()
                .flatMap(clients -> clients.rateLimits().stream())
                .forEach(limit -> byPolicy.putIfAbsent(limit.policy(), limit));
        return List.copyOf(byPolicy.values());
    }

    private static List<String> intersection(List<List<String>> lists) {
        List<List<String>> asked = lists.stream().filter(l -> !l.isEmpty()).toList();
        if (asked.isEmpty()) {
            return List.of();
        }
        List<String> common = asked.getFirst().stream()
                .filter(j -> asked.stream().allMatch(l -> l.contains(j)))
                .distinct()
                .toList();
        return common.isEmpty() ? List.of(NOWHERE) : common;
    }

    private static <T> List<T> union(List<Constraints> all, Function<Constraints, List<T>> list) {
        return all.stream().flatMap(c -> list.apply(c).stream()).distinct().toList();
    }

    /** Each policy's budget bounds all that it governs, so all of them hold. */
    private static List<Objectives.Budget> budgets(List<PolicyDraft> drafts) {
        Map<String, Objectives.Budget> byPolicy = new LinkedHashMap<>();
        drafts.stream()
                .flatMap(draft -> draft.objectives().budgets().stream())
                .forEach(budget -> byPolicy.putIfAbsent(budget.policy(), budget));
        return List.copyOf(byPolicy.values());
    }

    private static Shift shift(List<ShiftDraft> drafts) {
        Shift absent = Shift.DEFAULT;
        return new Shift(
                firstOr(drafts, ShiftDraft::mode, absent.mode()),
                firstOr(drafts, ShiftDraft::suspended, absent.suspended()),
                firstOr(drafts, ShiftDraft::intervalNanos, absent.intervalNanos()),
                firstOr(drafts, ShiftDraft::away, absent.away()),
                firstOr(drafts, ShiftDraft::back, absent.back()),
                firstOr(drafts, ShiftDraft::planTtlNanos, absent.planTtlNanos()),
                firstOr(drafts, ShiftDraft::localDeviationPpm, absent.localDeviationPpm()));
    }

    private static <D, T> T firstOr(List<D> drafts, Field<D, T> field, T absent) {
        T value = first(drafts, field);
        return value == null ? absent : value;
    }

    private static <D, T> @Nullable T first(List<D> drafts, Field<D, T> field) {
        for (D draft : drafts) {
            T value = field.of(draft);
            if (value != null) {
                return value;
            }
        }
        return null;
    }
}
