package dev.sluice.operator.loop;

import dev.sluice.control.resolve.ObjectRef;
import dev.sluice.control.resolve.Resources;
import dev.sluice.crds.v1alpha1.GatewayParameters;
import dev.sluice.crds.v1alpha1.parameters.GatewayParametersSpec;
import dev.sluice.operator.render.RenderInput;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GatewayClass;
import java.util.Optional;

/** How a Gateway's pods are run: what it says itself, else its class, else the defaults. Whether names exist is the translator's. */
final class Parameters {
    private Parameters() {}

    static GatewayParametersSpec of(Gateway gateway, Resources resources) {
        return own(gateway)
                .or(() -> ofClass(gateway, resources))
                .flatMap(id -> resources.parameters().stream()
                        .filter(each -> ObjectRef.of(each).id().equals(id))
                        .findFirst())
                .map(GatewayParameters::getSpec)
                .orElse(RenderInput.DEFAULT_PARAMETERS);
    }

    private static Optional<String> own(Gateway gateway) {
        return Optional.ofNullable(gateway.getSpec().getInfrastructure())
                .map(infrastructure -> infrastructure.getParametersRef())
                .map(ref -> ObjectRef.namespace(gateway) + "/" + ref.getName());
    }

    private static Optional<String> ofClass(Gateway gateway, Resources resources) {
        return resources.gatewayClasses().stream()
                .filter(each ->
                        each.getMetadata().getName().equals(gateway.getSpec().getGatewayClassName()))
                .findFirst()
                .map(GatewayClass::getSpec)
                .map(spec -> spec.getParametersRef())
                .map(ref -> (ref.getNamespace() == null ? ObjectRef.DEFAULT_NAMESPACE : ref.getNamespace()) + "/"
                        + ref.getName());
    }
}
