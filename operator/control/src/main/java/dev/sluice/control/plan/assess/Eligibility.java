package dev.sluice.control.plan.assess;

import dev.sluice.contract.snapshot.Constraints;
import dev.sluice.contract.snapshot.Provider;
import dev.sluice.control.account.QuotaStand;
import dev.sluice.control.plan.bound.ActiveOverride;
import java.util.List;
import java.util.Optional;

/** The hard bounds: who may not serve at all, and which bound says so. Of what is measured only a quota that is used up enters here. */
final class Eligibility {
    private Eligibility() {}

    /** @return why this provider is out, or empty */
    static Optional<String> refusal(Provider provider, PlanKeys.Scope scope, int declaredWeight, World world) {
        Constraints constraints = scope.policy().constraints();
        for (ActiveOverride override : world.overrides()) {
            if (override.action() == ActiveOverride.Action.DRAIN && override.covers(provider)) {
                return Optional.of("drained by override " + override.id());
            }
        }
        if (!constraints.permits(provider)) {
            return Optional.of("forbidden: " + forbidding(constraints, provider));
        }
        if (!provider.capabilities().containsAll(scope.requiredCapabilities())) {
            return Optional.of("class %s needs capability %s"
                    .formatted(scope.key().requestClass(), missing(scope.requiredCapabilities(), provider)));
        }
        QuotaStand quota = world.books().quotas().get(provider.seller());
        if (quota != null && quota.isUsedUp()) {
            return Optional.of("this month's quota of %d requests is used up"
                    .formatted(quota.quota().requestsPerMonth()));
        }
        return declaredWeight == 0 ? Optional.of("declared weight is 0") : Optional.empty();
    }

    private static String forbidding(Constraints constraints, Provider provider) {
        if (constraints.deniedClasses().contains(provider.providerClass())) {
            return "class " + provider.providerClass().label() + " is denied";
        }
        if (constraints.deniedOrganizations().contains(provider.organization())) {
            return "organization " + provider.organization() + " is denied";
        }
        if (!provider.capabilities().containsAll(constraints.requiredCapabilities())) {
            return "no capability " + missing(constraints.requiredCapabilities(), provider);
        }
        List<String> declared = provider.location().jurisdictions();
        return declared.isEmpty()
                ? "declares no jurisdiction"
                : "jurisdiction " + String.join(", ", declared) + " is not allowed";
    }

    private static String missing(List<String> required, Provider provider) {
        return String.join(
                ", ",
                required.stream()
                        .filter(each -> !provider.capabilities().contains(each))
                        .toList());
    }
}
