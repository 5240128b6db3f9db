package dev.sluice.control.plan;

import dev.sluice.contract.snapshot.ConfigSnapshot;
import dev.sluice.contract.snapshot.Policy;
import dev.sluice.contract.snapshot.Provider;
import dev.sluice.control.account.Books;
import dev.sluice.control.account.BudgetStand;
import dev.sluice.control.account.QuotaStand;
import dev.sluice.control.plan.PlanFinding.Kind;
import dev.sluice.control.plan.fill.Percent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is worth saying of budgets and quotas: what is spent, and what is done about it. */
final class MoneyRemarks {
    private MoneyRemarks() {}

    static List<PlanFinding> of(ConfigSnapshot snapshot, Books books) {
        List<PlanFinding> remarks = new ArrayList<>();
        Map<String, PlanFinding> byPolicy = new LinkedHashMap<>();
        for (Policy policy : snapshot.policies()) {
            for (BudgetStand stand : books.budgetsOf(policy.id())) {
                if (stand.isExceeded() || stand.refusedPpm() > 0) {
                    byPolicy.putIfAbsent(
                            stand.budget().policy(),
                            finding(Kind.OVER_BUDGET, stand, last(stand, Rationing.leastValuable(policy))));
                } else if (stand.isSaving()) {
                    byPolicy.putIfAbsent(
                            stand.budget().policy(),
                            finding(Kind.SAVING, stand, "a price weighs %.3f more".formatted(stand.priceWeight())));
                }
            }
        }
        remarks.addAll(byPolicy.values());
        snapshot.providers().stream().map(Provider::seller).distinct().forEach(seller -> {
            QuotaStand quota = books.quotas().get(seller);
            if (quota != null && quota.isUsedUp()) {
                remarks.add(new PlanFinding(
                        Kind.QUOTA_USED_UP,
                        null,
                        seller,
                        "%s was sent %d of the %d requests of this month and gets no more"
                                .formatted(seller, quota.used(), quota.quota().requestsPerMonth())));
            }
        });
        return remarks;
    }

    private static String last(BudgetStand stand, List<String> classes) {
        return stand.refusedPpm() > 0
                ? "%s of class %s are refused"
                        .formatted(Percent.of(stand.refusedPpm() / 1e6), String.join(" and ", classes))
                : "nothing cheaper is left, so the budget is relaxed";
    }

    private static PlanFinding finding(Kind kind, BudgetStand stand, String done) {
        return new PlanFinding(
                kind, null, stand.budget().policy(), "%s; %s; %s".formatted(stand.spent(), stand.pace(), done));
    }
}
