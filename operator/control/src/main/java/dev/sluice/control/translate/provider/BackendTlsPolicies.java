package dev.sluice.control.translate.provider;

import dev.sluice.contract.snapshot.Endpoint;
import dev.sluice.contract.snapshot.Endpoint.SubjectAltName;
import dev.sluice.control.resolve.Catalog;
import dev.sluice.control.resolve.Grants;
import dev.sluice.control.resolve.ObjectRef;
import dev.sluice.control.resolve.References;
import dev.sluice.control.status.Condition;
import dev.sluice.control.status.ConditionType;
import dev.sluice.control.status.ObjectStatus;
import dev.sluice.control.status.Parent;
import dev.sluice.control.status.ParentStatus;
import dev.sluice.control.status.Reason;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.BackendTLSPolicy;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.BackendTLSPolicyValidation;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.LocalPolicyTargetReferenceWithSectionName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** BackendTLSPolicies: which ports of which Services are spoken to with TLS. The oldest policy of a target holds. */
public final class BackendTlsPolicies {
    /** @param port name of the port; empty for every port that has no policy of its own */
    private record Target(String service, String port) {}

    /** @param tls null where the policy is invalid: its targets are not called at all, least of all in clear */
    record Verdict(ObjectRef policy, Endpoint.@Nullable Tls tls) {}

    private final Map<Target, Verdict> byTarget = new HashMap<>();
    private final List<Said> said = new ArrayList<>();
    private final Map<String, String> secrets = new HashMap<>();

    private record Said(BackendTLSPolicy policy, List<Target> targets, List<Condition> conditions) {}

    public BackendTlsPolicies(List<BackendTLSPolicy> policies, CertificateAuthorities authorities) {
        Catalog.oldestFirst(policies).forEach(policy -> add(policy, authorities));
    }

    /** Authorities by credential id. */
    public Map<String, String> secrets() {
        return Map.copyOf(secrets);
    }

    Optional<Verdict> of(String service, String portName) {
        Verdict ofPort = portName.isEmpty() ? null : byTarget.get(new Target(service, portName));
        return Optional.ofNullable(ofPort == null ? byTarget.get(new Target(service, "")) : ofPort);
    }

    /** @param gatewaysByService ids of the Gateways with routes to a Service, by its id */
    public List<ObjectStatus> statuses(Map<String, ? extends Collection<String>> gatewaysByService) {
        return said.stream().map(each -> status(each, gatewaysByService)).toList();
    }

    private void add(BackendTLSPolicy policy, CertificateAuthorities authorities) {
        String namespace = ObjectRef.namespace(policy);
        BackendTLSPolicyValidation validation = policy.getSpec().getValidation();
        List<CertificateAuthorities.Ref> refs = Stream.ofNullable(validation.getCaCertificateRefs())
                .flatMap(List::stream)
                .map(ref -> new CertificateAuthorities.Ref(ref.getGroup(), ref.getKind(), null, ref.getName()))
                .toList();
        CertificateAuthorities.Found found =
                authorities.of(new Grants.From(References.GATEWAY_API, policy.getKind(), namespace), refs);
        boolean valid = !found.pems().isEmpty() || refs.isEmpty();
        Verdict verdict = new Verdict(ObjectRef.of(policy), valid ? tls(validation, found.ids()) : null);
        if (valid) {
            secrets.putAll(found.pems());
        }
        List<Target> targets = new ArrayList<>();
        ObjectRef older = null;
        for (LocalPolicyTargetReferenceWithSectionName ref : policy.getSpec().getTargetRefs()) {
            if ("Service".equals(ref.getKind())) {
                Target target = new Target(
                        namespace + "/" + ref.getName(), Objects.requireNonNullElse(ref.getSectionName(), ""));
                targets.add(target);
                Verdict before = byTarget.putIfAbsent(target, verdict);
                older = before == null || older != null ? older : before.policy();
            }
        }
        said.add(
                new Said(policy, targets, List.of(accepted(valid, older, found.failure()), resolved(found.failure()))));
    }

    private static Endpoint.Tls tls(BackendTLSPolicyValidation validation, List<String> ids) {
        List<SubjectAltName> names = Stream.ofNullable(validation.getSubjectAltNames())
                .flatMap(List::stream)
                .map(name -> "URI".equals(name.getType())
                        ? new SubjectAltName(SubjectAltName.Kind.URI, name.getUri())
                        : new SubjectAltName(SubjectAltName.Kind.HOSTNAME, name.getHostname()))
                .toList();
        return new Endpoint.Tls(
                validation.getHostname(),
                ids.isEmpty() ? null : ids.getFirst(),
                null,
                ids.isEmpty() ? ids : ids.subList(1, ids.size()),
                names);
    }

    private static Condition accepted(
            boolean valid, @Nullable ObjectRef older, CertificateAuthorities.@Nullable Failure failure) {
        if (older != null) {
            return Condition.of(
                    ConditionType.ACCEPTED,
                    false,
                    Reason.CONFLICTED,
                    older + " is older and has the same target; expected one policy for each port of a Service");
        }
        return valid
                ? Condition.of(ConditionType.ACCEPTED, true, Reason.ACCEPTED, "the policy is valid")
                : Condition.of(
                        ConditionType.ACCEPTED,
                        false,
                        Reason.NO_VALID_CA_CERTIFICATE,
                        "its targets answer 503, since no authority can be read: "
                                + (failure == null ? "" : failure.message()));
    }

    private static Condition resolved(CertificateAuthorities.@Nullable Failure failure) {
        if (failure == null) {
            return Condition.of(ConditionType.RESOLVED_REFS, true, Reason.RESOLVED_REFS, "all references are resolved");
        }
        Reason reason = failure.wrong() == CertificateAuthorities.Wrong.KIND
                ? Reason.INVALID_KIND
                : Reason.INVALID_CA_CERTIFICATE_REF;
        return Condition.of(
                ConditionType.RESOLVED_REFS,
                false,
                reason,
                "spec.validation.caCertificateRefs[" + failure.index() + "]: " + failure.message());
    }

    private static ObjectStatus status(Said each, Map<String, ? extends Collection<String>> gatewaysByService) {
        TreeSet<String> gateways = new TreeSet<>();
        for (Target target : each.targets()) {
            Collection<String> own = gatewaysByService.get(target.service());
            if (own != null) {
                gateways.addAll(own);
            }
        }
        return new ObjectStatus(
                ObjectRef.of(each.policy()),
                Objects.requireNonNullElse(each.policy().getMetadata().getGeneration(), 0L),
                List.of(),
                gateways.stream()
                        .map(id -> new ParentStatus(parent(id), each.conditions()))
                        .toList(),
                List.of(),
                List.of());
    }

    private static Parent parent(String gateway) {
        int slash = gateway.indexOf('/');
        return new Parent(
                References.GATEWAY_API,
                "Gateway",
                gateway.substring(0, slash),
                gateway.substring(slash + 1),
                null,
                null);
    }
}
