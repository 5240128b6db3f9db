package dev.sluice.control.translate.policy;

import dev.sluice.contract.snapshot.ConfigSnapshot;
import dev.sluice.control.resolve.Catalog;
import dev.sluice.control.resolve.ObjectRef;
import dev.sluice.control.resolve.Problem;
import dev.sluice.control.resolve.RejectedObject;
import dev.sluice.control.resolve.Resources;
import dev.sluice.control.status.ObjectStatus;
import dev.sluice.control.translate.value.Findings;
import dev.sluice.crds.v1alpha1.RoutingPolicy;
import dev.sluice.crds.v1alpha1.policy.ClientsSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All RoutingPolicies of the resources: read, and with what is said about each. */
public final class Policies {
    private final List<TranslatedPolicy> translated = new ArrayList<>();
    private final List<ObjectStatus> statuses = new ArrayList<>();
    private final ClientKeySecrets clientKeys;

    /**
     * @param refused what a gateway's compiler would not take of a policy, by its id
     * @param previous snapshots in force before, of all Gateways
     */
    public Policies(Resources resources, Catalog catalog, Map<String, Problem> refused, List<ConfigSnapshot> previous) {
        PolicyTargets targets = new PolicyTargets(catalog);
        clientKeys = new ClientKeySecrets(catalog);
        LastAccepted lastAccepted = new LastAccepted(previous);
        List<Read> read = new ArrayList<>();
        for (RoutingPolicy policy : Catalog.oldestFirst(resources.policies())) {
            Findings findings = new Findings();
            PolicyDraft draft = PolicyTranslator.translate(policy, clientKeys, findings);
            List<Optional<TargetKey>> keys = targets.find(policy, findings);
            ConstraintsTranslator.checkProviders(draft.constraints().shares(), catalog, findings);
            Problem compiler = refused.get(draft.id());
            if (compiler != null) {
                findings.invalid(compiler.path(), compiler.message(), "a policy the gateway can serve");
            }
            read.add(new Read(policy, keys, findings));
            translated.add(new TranslatedPolicy(
                    ObjectRef.of(policy),
                    findings.valid() ? draft : null,
                    keys.stream().flatMap(Optional::stream).toList(),
                    findings.message(),
                    closes(policy.getSpec().clients())));
        }
        resources.rejected().stream()
                .filter(r -> r.ref().kind().equals("RoutingPolicy"))
                .sorted(Comparator.comparing(RejectedObject::ref))
                .map(Policies::rejected)
                .forEach(translated::add);
        for (Read r : read) {
            statuses.add(PolicyStatus.of(r.policy(), r.targets(), r.findings(), outcome(r.policy(), lastAccepted)));
        }
    }

    private record Read(RoutingPolicy policy, List<Optional<TargetKey>> targets, Findings findings) {}

    /** What governs in one Gateway, given its snapshot in force before. */
    public GoverningPolicies in(List<ConfigSnapshot> previous) {
        return new GoverningPolicies(translated, previous);
    }

    /** Where the keys are by which clients of policies prove who they are, of last accepted ones, too. */
    public ClientKeySecrets clientKeys() {
        return clientKeys;
    }

    public List<ObjectStatus> statuses() {
        return List.copyOf(statuses);
    }

    /** What an invalid policy means for its targets, for its condition. */
    private PolicyStatus.Outcome outcome(RoutingPolicy policy, LastAccepted lastAccepted) {
        String id = ObjectRef.of(policy).id();
        TranslatedPolicy own = translated.stream()
                .filter(p -> p.ref().id().equals(id))
                .findFirst()
                .orElseThrow();
        if (lastAccepted.has(id)) {
            return PolicyStatus.Outcome.LAST_ACCEPTED;
        }
        boolean guarded = !own.closes()
                && own.targets().stream().allMatch(target -> translated.stream()
                        .anyMatch(p ->
                                (p.draft() != null || lastAccepted.has(p.ref().id()))
                                        && p.targets().stream().anyMatch(target::sameObject)));
        return guarded ? PolicyStatus.Outcome.OTHERS_IN_FORCE : PolicyStatus.Outcome.FAILS_CLOSED;
    }

    /** Whether it lets in some clients only: then no other policy can stand in for it. */
    private static boolean closes(@Nullable ClientsSpec clients) {
        return clients != null
                && (clients.authentication() != null
                        || !clients.allowedAddresses().isEmpty()
                        || !clients.deniedAddresses().isEmpty());
    }

    /** A policy the schema refused still fails closed for what it names. */
    private static TranslatedPolicy rejected(RejectedObject object) {
        List<TargetKey> targets = object.targets().stream()
                .map(t -> new TargetKey(t.kind(), t.id(), null))
                .toList();
        String why = object.problems().isEmpty()
                ? "it does not fit its schema"
                : object.problems().getFirst().toString();
        return new TranslatedPolicy(object.ref(), null, targets, why, false);
    }
}
