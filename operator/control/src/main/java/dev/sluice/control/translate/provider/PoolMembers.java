package dev.sluice.control.translate.provider;

import dev.sluice.control.resolve.Grants;
import dev.sluice.control.resolve.Labels;
import dev.sluice.control.resolve.ObjectRef;
import dev.sluice.control.resolve.Problem;
import dev.sluice.control.resolve.References;
import dev.sluice.control.translate.value.Findings;
import dev.sluice.crds.v1alpha1.Provider;
import dev.sluice.crds.v1alpha1.ProviderPool;
import dev.sluice.crds.v1alpha1.pool.PoolMember;
import dev.sluice.crds.v1alpha1.pool.ProviderPoolSpec;
import io.fabric8.kubernetes.api.model.LabelSelector;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Who is in a pool: its named members, or the providers its selector takes, as far as they can be used. */
final class PoolMembers {
    /** A provider's place; {@code path} is where it is written. */
    record Candidate(TranslatedProvider provider, int weight, int priority, String path) {}

    private final References references;
    private final Map<String, TranslatedProvider> providers;
    private final List<Provider> written;

    PoolMembers(References references, Map<String, TranslatedProvider> providers, List<Provider> written) {
        this.references = references;
        this.providers = providers;
        this.written = written;
    }

    List<Candidate> of(ProviderPool pool, Findings findings) {
        ProviderPoolSpec spec = pool.getSpec();
        if (spec.members().isEmpty() == (spec.selector() == null)) {
            findings.invalid(
                    spec.selector() == null ? "spec.members" : "spec.selector",
                    spec.selector() == null ? "is missing" : "is given beside members",
                    "exactly one of members and selector");
        }
        return spec.selector() == null ? named(pool, findings) : selected(pool, spec.selector(), findings);
    }

    private List<Candidate> named(ProviderPool pool, Findings findings) {
        List<PoolMember> members = pool.getSpec().members();
        Grants.From from = new Grants.From(References.SLUICE, "ProviderPool", ObjectRef.namespace(pool));
        Set<String> seen = new HashSet<>();
        List<Candidate> found = new ArrayList<>();
        for (int i = 0; i < members.size(); i++) {
            PoolMember member = members.get(i);
            String path = "spec.members[" + i + "].providerRef";
            Optional<Provider> provider = findings.take(
                    path,
                    references.follow(
                            from,
                            References.SLUICE,
                            Provider.class,
                            member.providerRef().namespace(),
                            member.providerRef().name()));
            if (provider.isEmpty()) {
                continue;
            }
            ObjectRef ref = ObjectRef.of(provider.get());
            if (!seen.add(ref.id())) {
                findings.invalid(path, ref + " is named twice", "each provider once, with its whole weight");
            }
            found.add(new Candidate(
                    Objects.requireNonNull(providers.get(ref.id())),
                    Objects.requireNonNullElse(member.weight(), 1),
                    Objects.requireNonNullElse(member.priority(), 0),
                    path));
        }
        return found;
    }

    private List<Candidate> selected(ProviderPool pool, LabelSelector selector, Findings findings) {
        String namespace = ObjectRef.namespace(pool);
        List<Candidate> selected = written.stream()
                .filter(p -> ObjectRef.namespace(p).equals(namespace) && Labels.match(selector, p))
                .map(p -> ObjectRef.of(p).id())
                .sorted()
                .map(id -> new Candidate(Objects.requireNonNull(providers.get(id)), 1, 0, "spec.selector"))
                .toList();
        List<Problem> problems = Labels.problems("spec.selector", selector);
        problems.forEach(findings::invalid);
        if (selected.isEmpty() && problems.isEmpty()) {
            findings.mistake(
                    "spec.selector", "takes no Provider of namespace " + namespace, "labels that one of them has");
        }
        return selected;
    }
}
