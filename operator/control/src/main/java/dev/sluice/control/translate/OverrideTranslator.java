package dev.sluice.control.translate;

import dev.sluice.contract.snapshot.Constraints.By;
import dev.sluice.control.plan.bound.ActiveOverride.Action;
import dev.sluice.control.resolve.Catalog;
import dev.sluice.control.resolve.ObjectRef;
import dev.sluice.control.resolve.Resolution;
import dev.sluice.control.status.Condition;
import dev.sluice.control.status.ConditionType;
import dev.sluice.control.status.ObjectStatus;
import dev.sluice.control.status.Reason;
import dev.sluice.control.translate.provider.ProviderTranslator;
import dev.sluice.control.translate.provider.TranslatedProvider;
import dev.sluice.control.translate.value.Amounts;
import dev.sluice.control.translate.value.Findings;
import dev.sluice.control.translate.value.Times;
import dev.sluice.crds.v1alpha1.TrafficOverride;
import dev.sluice.crds.v1alpha1.override.TrafficOverrideSpec;
import dev.sluice.crds.v1alpha1.type.ObjectReference;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** TrafficOverrides: which hold in the Gateways of their namespace, and until when. */
public final class OverrideTranslator {
    private static final int WHOLE_PERCENT = 100;

    private final Catalog catalog;
    private final Map<String, TranslatedProvider> providers;

    OverrideTranslator(Catalog catalog, Map<String, TranslatedProvider> providers) {
        this.catalog = catalog;
        this.providers = providers;
    }

    /** Empty where it is invalid. */
    Optional<TimedOverride> translate(TrafficOverride written, Findings findings) {
        TrafficOverrideSpec spec = written.getSpec();
        Long until = until(written).orElse(null);
        if (until == null) {
            findings.invalid("spec.until", "\"" + spec.until() + "\" cannot be read", Times.EXPECTED);
        }
        Integer percent = percent(spec, findings);
        Optional<Group> group = group(ObjectRef.namespace(written), spec.target(), findings);
        if (!findings.usable() || until == null || percent == null) {
            return Optional.empty();
        }
        return group.map(g -> new TimedOverride(
                ObjectRef.of(written).id(),
                g.by(),
                g.value(),
                action(spec.action()),
                percent * Amounts.PPM_PER_PERCENT,
                until));
    }

    /** Whether an accepted one holds at a moment by the wall clock; empty for one that was not accepted. */
    public static Optional<Condition> active(ObjectStatus status, TrafficOverride written, long nowMillis) {
        if (!status.valid()) {
            return Optional.empty();
        }
        String words = written.getSpec().until();
        return until(written)
                .map(untilMillis -> untilMillis > nowMillis)
                .map(active -> Condition.of(
                        ConditionType.ACTIVE,
                        active,
                        active ? Reason.ACTIVE : Reason.EXPIRED,
                        active
                                ? "holds until " + words + ": "
                                        + written.getSpec().reason()
                                : "ended at " + words + "; delete it, or give a later time"));
    }

    /** When it ends, by the wall clock in milliseconds; empty where that cannot be read. */
    public static Optional<Long> until(TrafficOverride written) {
        return Times.millis(written.getSpec().until());
    }

    static ObjectStatus status(TrafficOverride written, Findings findings) {
        return ObjectStatus.of(
                ObjectRef.of(written),
                Objects.requireNonNullElse(written.getMetadata().getGeneration(), 0L),
                List.of(findings.accepted("the override is valid"), findings.resolvedRefs()),
                findings.problems());
    }

    private record Group(By by, String value) {}

    private Optional<Group> group(String namespace, TrafficOverrideSpec.Target target, Findings findings) {
        long given = Stream.of(target.providerRef(), target.providerClass(), target.region())
                .filter(Objects::nonNull)
                .count();
        if (given != 1) {
            findings.invalid(
                    "spec.target", "names " + given + " things", "exactly one of providerRef, class and region");
        } else if (target.providerClass() != null) {
            return Optional.of(new Group(
                    By.CLASS,
                    ProviderTranslator.providerClass(target.providerClass()).label()));
        } else if (target.region() != null) {
            return Optional.of(new Group(By.REGION, target.region()));
        } else if (target.providerRef() != null) {
            return provider(namespace, target.providerRef(), findings);
        }
        return Optional.empty();
    }

    private Optional<Group> provider(String namespace, ObjectReference ref, Findings findings) {
        ObjectRef to = new ObjectRef("Provider", ref.namespace() == null ? namespace : ref.namespace(), ref.name());
        if (!providers.containsKey(to.id())) {
            findings.dangling(
                    "spec.target.providerRef",
                    new Resolution.Dangling<>(
                            catalog.rejected(to) ? Resolution.Cause.REFUSED : Resolution.Cause.NOT_FOUND,
                            to + " does not exist in namespace " + to.namespace()
                                    + "; expected the name of an existing Provider"));
            return Optional.empty();
        }
        return Optional.of(new Group(By.PROVIDER, to.id()));
    }

    private static @Nullable Integer percent(TrafficOverrideSpec spec, Findings findings) {
        return switch (spec.action()) {
            case DRAIN -> {
                if (spec.percent() != null) {
                    findings.invalid("spec.percent", "means nothing with Drain", "it to be left out");
                }
                yield 0;
            }
            case PIN -> Objects.requireNonNullElse(spec.percent(), WHOLE_PERCENT);
            case CAP -> {
                if (spec.percent() == null) {
                    findings.invalid("spec.percent", "is missing", "the largest share in percent");
                }
                yield spec.percent();
            }
        };
    }

    private static Action action(TrafficOverrideSpec.Action action) {
        return switch (action) {
            case DRAIN -> Action.DRAIN;
            case PIN -> Action.PIN;
            case CAP -> Action.CAP;
        };
    }
}
