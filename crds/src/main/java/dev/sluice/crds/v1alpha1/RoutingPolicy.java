package dev.sluice.crds.v1alpha1;

import dev.sluice.crds.v1alpha1.policy.RoutingPolicySpec;
import dev.sluice.crds.v1alpha1.policy.RoutingPolicyStatus;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** What is wanted of the traffic of a Gateway, an HTTPRoute or a ProviderPool of the same namespace. */
@Group("sluice.dev")
@Version("v1alpha1")
@Kind("RoutingPolicy")
@Plural("routingpolicies")
@ShortNames("rpol")
@Categories("sluice")
@AdditionalPrinterColumn(name = "Healthy", jsonPath = ".status.conditions[?(@.type==\"Healthy\")].status")
@AdditionalPrinterColumn(name = "Shares", jsonPath = ".status.shares")
@AdditionalPrinterColumn(name = "P95", jsonPath = ".status.p95")
@AdditionalPrinterColumn(name = "Cost", jsonPath = ".status.spentToday")
@AdditionalPrinterColumn(name = "Left", jsonPath = ".status.budgetLeft")
@AdditionalPrinterColumn(name = "SLO", jsonPath = ".status.errorBudgetLeft")
@AdditionalPrinterColumn(name = "Why", jsonPath = ".status.reason")
@AdditionalPrinterColumn(name = "Intent", jsonPath = ".spec.intent")
@AdditionalPrinterColumn(name = "Mode", jsonPath = ".spec.shift.mode", priority = 1)
@AdditionalPrinterColumn(name = "Ready", jsonPath = ".status.conditions[?(@.type==\"Ready\")].status")
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
public class RoutingPolicy extends CustomResource<RoutingPolicySpec, RoutingPolicyStatus> implements Namespaced {
    private static final long serialVersionUID = 1L;
}
