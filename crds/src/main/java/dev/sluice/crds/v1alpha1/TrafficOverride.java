package dev.sluice.crds.v1alpha1;

import dev.sluice.crds.v1alpha1.override.TrafficOverrideSpec;
import dev.sluice.crds.v1alpha1.override.TrafficOverrideStatus;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** A human's hand on traffic until a given time. */
@Group("sluice.dev")
@Version("v1alpha1")
@Kind("TrafficOverride")
@Plural("trafficoverrides")
@ShortNames("tovr")
@Categories("sluice")
@AdditionalPrinterColumn(name = "Action", jsonPath = ".spec.action")
@AdditionalPrinterColumn(name = "Active", jsonPath = ".status.conditions[?(@.type==\"Active\")].status")
@AdditionalPrinterColumn(name = "Until", jsonPath = ".spec.until")
@AdditionalPrinterColumn(name = "Who", jsonPath = ".status.author")
@AdditionalPrinterColumn(name = "Why", jsonPath = ".spec.reason")
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
public class TrafficOverride extends CustomResource<TrafficOverrideSpec, TrafficOverrideStatus> implements Namespaced {
    private static final long serialVersionUID = 1L;
}
