package dev.sluice.control.translate;

import dev.sluice.control.resolve.Catalog;
import dev.sluice.control.resolve.ObjectRef;
import dev.sluice.control.resolve.Problem;
import dev.sluice.control.resolve.RejectedObject;
import dev.sluice.control.resolve.Resources;
import dev.sluice.control.status.Condition;
import dev.sluice.control.status.ConditionType;
import dev.sluice.control.status.ObjectStatus;
import dev.sluice.control.status.Reason;
import dev.sluice.control.translate.route.GatewayTranslator;
import dev.sluice.control.translate.value.Findings;
import dev.sluice.crds.v1alpha1.GatewayParameters;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GatewayClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** What is said about objects that need no translation of their own. */
final class OtherStatuses {
    private OtherStatuses() {}

    static List<ObjectStatus> of(Resources resources, Catalog catalog, boolean cluster) {
        List<ObjectStatus> statuses = new ArrayList<>();
        resources.gatewayClasses().stream()
                .filter(c -> GatewayTranslator.CONTROLLER.equals(c.getSpec().getControllerName()))
                .forEach(c -> statuses.add(gatewayClass(c, catalog)));
        resources.parameters().forEach(p -> statuses.add(accepted(p, "the parameters are valid")));
        resources.rejected().forEach(r -> statuses.add(rejected(r)));
        if (cluster) {
            resources.secrets().stream()
                    .filter(s -> s.getStringData() != null && !s.getStringData().isEmpty())
                    .forEach(s -> statuses.add(inlineSecret(s)));
        }
        return statuses;
    }

    private static ObjectStatus gatewayClass(GatewayClass gatewayClass, Catalog catalog) {
        Findings findings = new Findings();
        var ref = gatewayClass.getSpec().getParametersRef();
        if (ref != null) {
            String namespace = ref.getNamespace() == null ? ObjectRef.DEFAULT_NAMESPACE : ref.getNamespace();
            if (catalog.find(GatewayParameters.class, namespace + "/" + ref.getName())
                    .isEmpty()) {
                findings.invalid(
                        Reason.INVALID_PARAMETERS,
                        "spec.parametersRef",
                        ref.getKind() + "/" + ref.getName() + " does not exist in namespace " + namespace,
                        "existing GatewayParameters");
            }
        }
        return status(gatewayClass, findings, "handled by Sluice");
    }

    private static ObjectStatus accepted(HasMetadata object, String message) {
        return status(object, new Findings(), message);
    }

    private static ObjectStatus status(HasMetadata object, Findings findings, String message) {
        return ObjectStatus.of(
                ObjectRef.of(object),
                Objects.requireNonNullElse(object.getMetadata().getGeneration(), 0L),
                List.of(findings.accepted(message)),
                findings.problems());
    }

    private static ObjectStatus rejected(RejectedObject object) {
        String message = object.problems().stream().map(Problem::toString).collect(Collectors.joining("; "));
        Condition accepted = Condition.of(
                ConditionType.ACCEPTED,
                false,
                Reason.REFUSED,
                message.isEmpty() ? "it does not fit its schema" : message);
        return ObjectStatus.of(object.ref(), 0, List.of(accepted), object.problems());
    }

    /** Values in a manifest end in Git; on one machine that is a matter of taste. */
    private static ObjectStatus inlineSecret(Secret secret) {
        Findings findings = new Findings();
        findings.warning(
                "stringData", "holds secret values in the manifest", "a Secret that is made by a secret store");
        return ObjectStatus.of(ObjectRef.of(secret), 0, List.of(), findings.problems());
    }
}
