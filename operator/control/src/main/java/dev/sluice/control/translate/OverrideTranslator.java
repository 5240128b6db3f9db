package dev.sluice.control.translate;

import dev.sluice.contract.snapshot.Constraints.By;
import dev.sluice.control.plan.ActiveOverride.Action;
import dev.sluice.control.resolve.Catalog;
import dev.sluice.control.resolve.ObjectRef;
import dev.sluice.control.resolve.Resolution;
import dev.sluice.control.status.ObjectStatus;
import dev.sluice.control.translate.provider.ProviderTranslator;
import dev.sluice.control.translate.provider.TranslatedProvider;
import dev.sluice.control.translate.value.Amounts;
import dev.sluice.control.translate.value.Findings;
import dev.sluice.crds.v1alpha1.TrafficOverride;
import dev.sluice.crds.v1alpha1.override.TrafficOverrideSpec;
import dev.sluice.crds.v1alpha1.type.ObjectReference;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** TrafficOverrides: which hold in the Gateways of their namespace, and until when. */
final class OverrideTranslator {
    private static final int WHOLE_PERCENT = 100;

    private final Catalog catalog;
    private final Map<String, TranslatedProvider> providers;

    OverrideTranslator(Catalog catalog, Map<String, TranslatedProvider> providers) {
        this.catalog = catalog;
        this.providers = providers;
    }

    /** Several for a provider that serves several chains; none where it is invalid. */
    List<TimedOverride> translate(TrafficOverride written, Findings findings) {
        TrafficOverrideSpec spec = written.getSpec();
        Long until = until(spec.until(), findings);
        Integer percent = percent(spec, findings);
        List<Group> groups = groups(ObjectRef.namespace(written), spec.target(), findings);
        if (!findings.usable() || until == null || percent == null) {
            return List.of();
        }
        return groups.stream()
                .map(g -> new TimedOverride(
                        ObjectRef.of(written).id(),
                        g.by(),
                        g.value(),
                        action(spec.action()),
                        percent * Amounts.PPM_PER_PERCENT,
                        until))
                .toList();
    }

    static ObjectStatus status(TrafficOverride written, Findings findings) {
        return ObjectStatus.of(
                ObjectRef.of(written),
                Objects.requireNonNullElse(written.getMetadata().getGeneration(), 0L),
                List.of(findings.accepted("holds until " + written.getSpec().until()), findings.resolvedRefs()),
                findings.problems());
    }

    private record Group(By by, String value) {}

    private List<Group> groups(String namespace, TrafficOverrideSpec.Target target, Findings findings) {
        long given = Stream.of(target.providerRef(), target.providerClass(), target.region())
                .filter(Objects::nonNull)
                .count();
        if (given != 1) {
            findings.invalid(
                    "spec.target", "names " + given + " things", "exactly one of providerRef, class and region");
        } else if (target.providerClass() != null) {
            return List.of(new Group(
                    By.CLASS,
                    ProviderTranslator.providerClass(target.providerClass()).label()));
        } else if (target.region() != null) {
            return List.of(new Group(By.REGION, target.region()));
        } else if (target.providerRef() != null) {
            return provider(namespace, target.providerRef(), findings);
        }
        return List.of();
    }

    private List<Group> provider(String namespace, ObjectReference ref, Findings findings) {
        ObjectRef to = new ObjectRef("Provider", ref.namespace() == null ? namespace : ref.namespace(), ref.name());
        TranslatedProvider provider = providers.get(to.id());
        if (provider == null) {
            findings.dangling(
                    "spec.target.providerRef",
                    new Resolution.Dangling<>(
                            catalog.rejected(to) ? Resolution.Cause.REFUSED : Resolution.Cause.NOT_FOUND,
                            to + " does not exist in namespace " + to.namespace()
                                    + "; expected the name of an existing Provider"));
            return List.of();
        }
        return provider.byChain().values().stream()
                .map(p -> new Group(By.PROVIDER, p.id()))
                .toList();
    }

    private static @Nullable Long until(String text, Findings findings) {
        try {
            return OffsetDateTime.parse(text).toInstant().toEpochMilli();
        } catch (DateTimeParseException e) {
            findings.invalid("spec.until", "\"" + text + "\" cannot be read", "a time such as 2026-01-31T18:00:00Z");
            return null;
        }
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
