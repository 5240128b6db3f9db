package dev.sluice.crds.v1alpha1;

import dev.sluice.crds.v1alpha1.plan.TrafficPlanSpec;
import dev.sluice.crds.v1alpha1.plan.TrafficPlanStatus;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** What is in force for one Gateway and why. Written by the operator, read by people. */
@Group("sluice.dev")
@Version("v1alpha1")
@Kind("TrafficPlan")
@Plural("trafficplans")
@ShortNames("plan")
@Categories("sluice")
@AdditionalPrinterColumn(name = "Healthy", jsonPath = ".status.conditions[?(@.type==\"Healthy\")].status")
@AdditionalPrinterColumn(name = "Shares", jsonPath = ".status.shares")
@AdditionalPrinterColumn(name = "P95", jsonPath = ".status.p95")
@AdditionalPrinterColumn(name = "Cost", jsonPath = ".status.cost")
@AdditionalPrinterColumn(name = "Why", jsonPath = ".status.reason")
@AdditionalPrinterColumn(name = "Gateway", jsonPath = ".spec.gatewayRef.name")
@AdditionalPrinterColumn(
        name = "Revision",
        jsonPath = ".status.revision",
        type = AdditionalPrinterColumn.Type.INTEGER,
        priority = 1)
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
public class TrafficPlan extends CustomResource<TrafficPlanSpec, TrafficPlanStatus> implements Namespaced {
    private static final long serialVersionUID = 1L;
}
