package dev.sluice.crds.v1alpha1;

import dev.sluice.crds.v1alpha1.pool.ProviderPoolSpec;
import dev.sluice.crds.v1alpha1.pool.ProviderPoolStatus;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** Providers of the same service that may stand in for each other. */
@Group("sluice.dev")
@Version("v1alpha1")
@Kind("ProviderPool")
@Plural("providerpools")
@ShortNames("pool")
@Categories("sluice")
@AdditionalPrinterColumn(name = "Healthy", jsonPath = ".status.conditions[?(@.type==\"Healthy\")].status")
@AdditionalPrinterColumn(name = "Shares", jsonPath = ".status.shares")
@AdditionalPrinterColumn(name = "P95", jsonPath = ".status.p95")
@AdditionalPrinterColumn(name = "Cost", jsonPath = ".status.spentToday")
@AdditionalPrinterColumn(name = "Why", jsonPath = ".status.reason")
@AdditionalPrinterColumn(name = "Chain", jsonPath = ".spec.chain", priority = 1)
@AdditionalPrinterColumn(name = "Ready", jsonPath = ".status.conditions[?(@.type==\"Ready\")].status")
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
public class ProviderPool extends CustomResource<ProviderPoolSpec, ProviderPoolStatus> implements Namespaced {
    private static final long serialVersionUID = 1L;
}
