package dev.sluice.operator.status.measure;

import dev.sluice.crds.v1alpha1.provider.Accounting;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Money spent since midnight, by provider and for groups of providers. */
final class Spending {
    private final Map<String, Accounting> accounting;

    Spending(Map<String, Accounting> accounting) {
        this.accounting = accounting;
    }

    /** Null where nothing is known, or where currencies differ and a sum would mean nothing. */
    @Nullable
    String today(Collection<String> sellers) {
        List<Accounting> known = sellers.stream()
                .flatMap(seller -> Stream.ofNullable(accounting.get(seller)))
                .filter(a -> a.spentTodayMicros() != null && a.currency() != null)
                .toList();
        Set<String> currencies =
                known.stream().map(a -> Objects.requireNonNull(a.currency())).collect(Collectors.toSet());
        return currencies.size() == 1
                ? Amounts.money(
                        known.stream()
                                .mapToLong(a -> Objects.requireNonNull(a.spentTodayMicros()))
                                .sum(),
                        currencies.iterator().next())
                : null;
    }
}
