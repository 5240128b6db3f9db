package dev.sluice.operator.status.measure;

import dev.sluice.control.account.BudgetStand;
import dev.sluice.control.account.Spend;
import dev.sluice.control.plan.PlanFinding;
import dev.sluice.control.plan.PlanFinding.Kind;
import dev.sluice.control.status.Condition;
import dev.sluice.control.status.Condition.Status;
import dev.sluice.crds.v1alpha1.provider.Accounting;
import dev.sluice.operator.status.GatewayView;
import dev.sluice.operator.status.PolicyMoney;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Money spent since midnight, by provider, for groups of providers and by policy; and what budgets leave. */
final class Spending {
    private final Map<String, Accounting> providers;
    private final Map<String, PolicyMoney> policies;

    Spending(Map<String, Accounting> providers, Map<String, PolicyMoney> policies) {
        this.providers = providers;
        this.policies = policies;
    }

    /** Null where nothing is known, or where currencies differ and a sum would mean nothing. */
    @Nullable
    String today(Collection<String> sellers) {
        return sum(sellers.stream()
                .flatMap(seller -> Stream.ofNullable(providers.get(seller)))
                .toList());
    }

    /** Of a policy with a budget alone, also where its providers serve others; null without one. */
    @Nullable
    String ofPolicy(String policy) {
        return sum(Stream.ofNullable(policies.get(policy))
                .map(PolicyMoney::accounting)
                .toList());
    }

    private static @Nullable String sum(List<Accounting> accounts) {
        List<Accounting> known = accounts.stream()
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

    /** Null without a budget. */
    @Nullable
    String left(String policy) {
        return budget(policy)
                .map(stand -> {
                    Spend spend = stand.spend();
                    String currency = stand.budget().currency();
                    return Stream.of(
                                    left(stand.budget().perDayMicros(), spend.todayMicros(), currency, " today"),
                                    left(stand.budget().perMonthMicros(), spend.monthMicros(), currency, " this month"))
                            .filter(text -> !text.isEmpty())
                            .collect(Collectors.joining(", "));
                })
                .orElse(null);
    }

    /** Empty without a budget. @param users Gateways that the policy governs something of */
    Optional<Condition> withinBudget(String policy, List<GatewayView> users) {
        return budget(policy).map(stand -> {
            Optional<PlanFinding> said = users.stream()
                    .flatMap(gateway -> gateway.planned().stream())
                    .flatMap(plan -> plan.findings().stream())
                    .filter(each -> each.kind() == Kind.OVER_BUDGET || each.kind() == Kind.SAVING)
                    .filter(each -> each.subject().equals(policy))
                    .findFirst();
            String words = said.map(PlanFinding::message).orElse(stand.spent());
            if (stand.refusedPpm() > 0) {
                return MeasuredCondition.WITHIN_BUDGET.is(Status.FALSE, "Refusing", words);
            }
            return stand.isExceeded()
                    ? MeasuredCondition.WITHIN_BUDGET.is(Status.FALSE, "Exceeded", words)
                    : MeasuredCondition.WITHIN_BUDGET.is(Status.TRUE, stand.isSaving() ? "Saving" : "OnBudget", words);
        });
    }

    private Optional<BudgetStand> budget(String policy) {
        return Optional.ofNullable(policies.get(policy)).map(PolicyMoney::budget);
    }

    private static String left(long bound, long spent, String currency, String when) {
        return bound == 0 ? "" : Amounts.money(Math.max(0, bound - spent), currency) + when;
    }
}
