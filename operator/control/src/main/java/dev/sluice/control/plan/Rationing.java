package dev.sluice.control.plan;

import dev.sluice.contract.plan.Plan;
import dev.sluice.contract.snapshot.ConfigSnapshot;
import dev.sluice.contract.snapshot.Policy;
import dev.sluice.contract.snapshot.Provider;
import dev.sluice.contract.snapshot.RequestClass;
import dev.sluice.control.account.Books;
import dev.sluice.control.account.BudgetStand;
import dev.sluice.control.plan.assess.PlanKeys.Scope;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** What gateways do not send at all: the least valuable requests of a spent budget, and what quotas have no room for. */
final class Rationing {
    private Rationing() {}

    static List<Plan.Refusal> refusals(List<Scope> scopes, Books books) {
        return scopes.stream()
                .filter(scope -> valueOf(scope) == leastValue(scope.policy()))
                .map(scope -> new Plan.Refusal(
                        scope.key(),
                        books.budgetsOf(scope.policy().id()).stream()
                                .mapToInt(BudgetStand::refusedPpm)
                                .max()
                                .orElse(0)))
                .filter(refusal -> refusal.ppm() > 0)
                .toList();
    }

    static List<Plan.Limit> limits(ConfigSnapshot snapshot, Books books) {
        return snapshot.providers().stream()
                .map(Provider::seller)
                .distinct()
                .filter(books.quotas()::containsKey)
                .filter(seller -> limitMilli(books, seller) >= 0)
                .map(seller -> new Plan.Limit(seller, limitMilli(books, seller)))
                .toList();
    }

    /** Names of the classes that go first. */
    static List<String> leastValuable(Policy policy) {
        Stream<String> named = policy.requestClasses().stream()
                .filter(each -> each.value() == leastValue(policy))
                .map(RequestClass::name);
        return Stream.concat(
                        named,
                        leastValue(policy) == RequestClass.NORMAL ? Stream.of(RequestClass.DEFAULT) : Stream.of())
                .distinct()
                .toList();
    }

    private static long limitMilli(Books books, String seller) {
        return Objects.requireNonNull(books.quotas().get(seller)).limitMilli();
    }

    private static int valueOf(Scope scope) {
        return scope.policy().requestClasses().stream()
                .filter(each -> each.name().equals(scope.key().requestClass()))
                .findFirst()
                .map(RequestClass::value)
                .orElse(RequestClass.NORMAL);
    }

    /** Class default is there, whether it is named or not. */
    private static int leastValue(Policy policy) {
        boolean named =
                policy.requestClasses().stream().anyMatch(each -> each.name().equals(RequestClass.DEFAULT));
        int least = policy.requestClasses().stream()
                .mapToInt(RequestClass::value)
                .min()
                .orElse(RequestClass.NORMAL);
        return named ? least : Math.min(least, RequestClass.NORMAL);
    }
}
