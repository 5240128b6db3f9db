package dev.sluice.control.translate.policy;

import dev.sluice.contract.snapshot.Constraints;
import dev.sluice.contract.snapshot.ProviderClass;
import dev.sluice.control.resolve.Catalog;
import dev.sluice.control.resolve.ObjectRef;
import dev.sluice.control.translate.provider.ProviderTranslator;
import dev.sluice.control.translate.value.Amounts;
import dev.sluice.control.translate.value.Findings;
import dev.sluice.crds.v1alpha1.Provider;
import dev.sluice.crds.v1alpha1.policy.ConstraintsSpec;
import dev.sluice.crds.v1alpha1.policy.ShareBound;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Bounds of a policy, with the checks that no single field can carry. */
final class ConstraintsTranslator {
    private static final String PATH = "spec.constraints";

    private ConstraintsTranslator() {}

    static Constraints translate(String namespace, @Nullable ConstraintsSpec spec, Findings findings) {
        if (spec == null) {
            return Constraints.NONE;
        }
        List<Constraints.ShareBound> shares = new ArrayList<>();
        for (int i = 0; i < spec.shares().size(); i++) {
            shares.add(
                    bound(namespace, PATH + ".shares[" + i + "]", spec.shares().get(i), findings));
        }
        checkMinimums(shares, findings);
        List<String> denied = spec.deniedJurisdictions();
        for (int i = 0; i < denied.size(); i++) {
            if (spec.allowedJurisdictions().contains(denied.get(i))) {
                findings.invalid(
                        PATH + ".deniedJurisdictions[" + i + "]",
                        denied.get(i) + " is allowed as well",
                        "it in one of the two lists");
            }
        }
        return new Constraints(
                spec.allowedJurisdictions(),
                spec.deniedJurisdictions(),
                spec.deniedClasses().stream()
                        .map(ProviderTranslator::providerClass)
                        .toList(),
                spec.deniedOrganizations(),
                spec.requiredCapabilities(),
                shares,
                false);
    }

    /** A bound on a Provider that is not there bounds nothing, which is hardly what was meant. */
    static void checkProviders(List<Constraints.ShareBound> shares, Catalog catalog, Findings findings) {
        for (int i = 0; i < shares.size(); i++) {
            String id = shares.get(i).value();
            if (shares.get(i).by() == Constraints.By.PROVIDER
                    && id != null
                    && catalog.find(Provider.class, id).isEmpty()) {
                int slash = id.indexOf('/');
                ObjectRef ref = new ObjectRef("Provider", id.substring(0, slash), id.substring(slash + 1));
                if (!catalog.rejected(ref)) {
                    findings.mistake(
                            PATH + ".shares[" + i + "].value",
                            ref + " does not exist in namespace " + ref.namespace() + ", so that this bounds nothing",
                            "the name of an existing Provider");
                }
            }
        }
    }

    private static Constraints.ShareBound bound(String namespace, String path, ShareBound written, Findings findings) {
        Integer min = written.minPercent();
        Integer max = written.maxPercent();
        if (min == null && max == null) {
            findings.invalid(path, "bounds nothing", "minPercent or maxPercent");
        } else if (min != null && max != null && min > max) {
            findings.invalid(path + ".minPercent", min + " is above maxPercent " + max, "at most " + max);
        }
        if (min != null && written.value() == null) {
            findings.invalid(path + ".value", "is missing", "the group the minimum is for");
        }
        return new Constraints.ShareBound(
                by(written.by()),
                value(namespace, path, written, findings),
                (min == null ? 0 : min) * Amounts.PPM_PER_PERCENT,
                (max == null ? 100 : max) * Amounts.PPM_PER_PERCENT);
    }

    private static @Nullable String value(String namespace, String path, ShareBound written, Findings findings) {
        String value = written.value();
        if (value != null && written.by() == ShareBound.By.CLASS) {
            List<String> classes =
                    Stream.of(ProviderClass.values()).map(ProviderClass::label).toList();
            if (!classes.contains(value)) {
                findings.invalid(
                        path + ".value", "\"" + value + "\" is no class", "one of " + String.join(", ", classes));
            }
        }
        boolean local = value != null && written.by() == ShareBound.By.PROVIDER && value.indexOf('/') < 0;
        return local ? namespace + "/" + value : value;
    }

    private static void checkMinimums(List<Constraints.ShareBound> shares, Findings findings) {
        for (Constraints.By by : Constraints.By.values()) {
            long sum = shares.stream()
                    .filter(s -> s.by() == by)
                    .mapToLong(Constraints.ShareBound::minPpm)
                    .sum();
            if (sum > WHOLE) {
                findings.invalid(
                        PATH + ".shares",
                        "the minimum shares add up to more than 100 %: " + sum / Amounts.PPM_PER_PERCENT + " % by "
                                + label(by),
                        "a sum of at most 100 %");
            }
        }
    }

    private static final long WHOLE = 1_000_000;

    private static String label(Constraints.By by) {
        return by.name().toLowerCase(Locale.ROOT);
    }

    private static Constraints.By by(ShareBound.By by) {
        return switch (by) {
            case ORGANIZATION -> Constraints.By.ORGANIZATION;
            case CLOUD -> Constraints.By.CLOUD;
            case CLASS -> Constraints.By.CLASS;
            case REGION -> Constraints.By.REGION;
            case JURISDICTION -> Constraints.By.JURISDICTION;
            case PROVIDER -> Constraints.By.PROVIDER;
        };
    }
}
