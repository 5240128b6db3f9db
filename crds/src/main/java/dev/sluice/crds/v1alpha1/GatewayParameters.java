package dev.sluice.crds.v1alpha1;

import dev.sluice.crds.v1alpha1.parameters.GatewayParametersSpec;
import dev.sluice.crds.v1alpha1.parameters.GatewayParametersStatus;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** How the gateways of a Gateway or GatewayClass are run; named by {@code parametersRef}. */
@Group("sluice.dev")
@Version("v1alpha1")
@Kind("GatewayParameters")
@Plural("gatewayparameters")
@ShortNames("gwp")
@Categories("sluice")
@AdditionalPrinterColumn(name = "Replicas", jsonPath = ".spec.replicas", type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(name = "Service", jsonPath = ".spec.service.type")
@AdditionalPrinterColumn(name = "Ready", jsonPath = ".status.conditions[?(@.type==\"Ready\")].status")
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
public class GatewayParameters extends CustomResource<GatewayParametersSpec, GatewayParametersStatus>
        implements Namespaced {
    private static final long serialVersionUID = 1L;
}
