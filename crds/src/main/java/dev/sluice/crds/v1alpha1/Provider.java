package dev.sluice.crds.v1alpha1;

import dev.sluice.crds.v1alpha1.provider.ProviderSpec;
import dev.sluice.crds.v1alpha1.provider.ProviderStatus;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** One seller in one place. */
@Group("sluice.dev")
@Version("v1alpha1")
@Kind("Provider")
@Plural("providers")
@ShortNames("prv")
@Categories("sluice")
@AdditionalPrinterColumn(name = "Healthy", jsonPath = ".status.conditions[?(@.type==\"Healthy\")].status")
@AdditionalPrinterColumn(name = "Share", jsonPath = ".status.share")
@AdditionalPrinterColumn(name = "P95", jsonPath = ".status.p95")
@AdditionalPrinterColumn(name = "Cost", jsonPath = ".status.spentToday")
@AdditionalPrinterColumn(name = "Why", jsonPath = ".status.reason")
@AdditionalPrinterColumn(name = "Class", jsonPath = ".spec.class")
@AdditionalPrinterColumn(name = "Organization", jsonPath = ".spec.organization", priority = 1)
@AdditionalPrinterColumn(name = "Region", jsonPath = ".spec.location.region", priority = 1)
@AdditionalPrinterColumn(name = "Ready", jsonPath = ".status.conditions[?(@.type==\"Ready\")].status")
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
public class Provider extends CustomResource<ProviderSpec, ProviderStatus> implements Namespaced {
    private static final long serialVersionUID = 1L;
}
