package dev.sluice.control.translate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.contract.snapshot.ConfigSnapshot;
import dev.sluice.contract.snapshot.Objectives;
import dev.sluice.contract.snapshot.Provider;
import dev.sluice.control.resolve.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Nothing converts money: what is counted in different currencies is said to be, and not ignored. */
class MoneyTest {
    private static final String MANIFESTS = """
            apiVersion: gateway.networking.k8s.io/v1
            kind: Gateway
            metadata: {name: edge}
            spec:
              gatewayClassName: sluice
              listeners: [{name: http, protocol: HTTP, port: 8080}]
            ---
            apiVersion: gateway.networking.k8s.io/v1
            kind: HTTPRoute
            metadata: {name: files}
            spec:
              parentRefs: [{name: edge}]
              rules: [{backendRefs: [{group: sluice.dev, kind: ProviderPool, name: files}]}]
            ---
            apiVersion: sluice.dev/v1alpha1
            kind: Provider
            metadata: {name: a}
            spec:
              class: BareMetal
              organization: a.example.com
              api: HTTP
              endpoints: [{ip: {address: 10.0.0.1, port: 80}, tls: {mode: None}}]
              price: {currency: USD, perMillionRequests: "2.50"}
            ---
            apiVersion: sluice.dev/v1alpha1
            kind: Provider
            metadata: {name: b}
            spec:
              class: BareMetal
              organization: b.example.com
              api: HTTP
              endpoints: [{ip: {address: 10.0.0.2, port: 80}, tls: {mode: None}}]
              price: {currency: USD, perMillionRequests: "3"}
            ---
            apiVersion: sluice.dev/v1alpha1
            kind: ProviderPool
            metadata: {name: files}
            spec: {members: [{providerRef: {name: a}}, {providerRef: {name: b}}]}
            ---
            apiVersion: sluice.dev/v1alpha1
            kind: RoutingPolicy
            metadata: {name: thrift}
            spec:
              targetRefs: [{group: gateway.networking.k8s.io, kind: HTTPRoute, name: files}]
              objectives: {budget: {currency: USD, perDay: "10"}}
            """;

    private static List<String> problems(String yaml) {
        return Translator.translate(Manifests.read(yaml), List.of(), Translator.Target.STANDALONE, 1, 1)
                .statuses()
                .stream()
                .flatMap(status -> status.problems().stream())
                .map(Problem::toString)
                .toList();
    }

    @Test
    void oneCurrencyIsWell() {
        assertEquals(List.of(), problems(MANIFESTS));
    }

    @Test
    void aBudgetInAnotherCurrencyThanThePricesIsAMistake() {
        assertEquals(
                List.of("spec.objectives.budget.currency: EUR counts nothing here: Provider/a is priced in USD; "
                        + "expected budgets and prices in one currency"),
                problems(MANIFESTS.replace("{currency: USD, perDay", "{currency: EUR, perDay")));
    }

    @Test
    void aBudgetInAnotherCurrencyBesideOneThatCountsIsAMistakeToo() {
        String general = "---\n"
                + MANIFESTS
                        .substring(MANIFESTS.lastIndexOf("apiVersion"))
                        .replace("name: thrift", "name: general")
                        .replace("kind: HTTPRoute, name: files", "kind: Gateway, name: edge")
                        .replace("currency: USD", "currency: EUR");

        assertEquals(
                List.of("spec.objectives.budget.currency: EUR counts nothing here: Provider/a is priced in USD; "
                        + "expected budgets and prices in one currency"),
                problems(MANIFESTS + general));
    }

    @Test
    void membersPricedInSeveralCurrenciesAreAMistakeButServe() {
        String mixed = MANIFESTS.replace(
                "{currency: USD, perMillionRequests: \"3\"}", "{currency: EUR, perMillionRequests: \"3\"}");

        assertTrue(problems(mixed)
                .contains("spec.members: are priced in EUR and USD, which are compared as if they were "
                        + "one; expected prices in one currency"));
    }

    @Test
    void aPriceFromAMetricIsRefusedWhereNobodyReadsIt() {
        String metric = MANIFESTS.replace(
                "perMillionRequests: \"2.50\"}", "perMillionRequests: \"2.50\", metric: {query: price}}");

        assertTrue(problems(metric)
                .contains("spec.price.metric: reading a price on one machine is not supported by this version; "
                        + "expected the field to be left out"));
        assertEquals(
                List.of(),
                Translator.translate(Manifests.read(metric), List.of(), Translator.Target.KUBERNETES, 1, 1)
                        .statuses()
                        .stream()
                        .flatMap(status -> status.problems().stream())
                        .map(Problem::toString)
                        .toList());
    }

    @Test
    void whatIsWrittenOfBudgetsAndQuotasReachesTheSnapshot() {
        String bought = MANIFESTS
                .replace("perDay: \"10\"}", "perDay: \"10\", onExhausted: Refuse}")
                .replace(
                        "price: {currency: USD, perMillionRequests: \"3\"}",
                        "price: {currency: USD, perMillionRequests: \"3\"}\n"
                                + "  quota: {requestsPerMonth: 1000000, requestsPerSecond: 20}");

        ConfigSnapshot snapshot = Translator.translate(
                        Manifests.read(bought), List.of(), Translator.Target.STANDALONE, 1, 1)
                .gateways()
                .getFirst()
                .snapshot();

        assertEquals(
                List.of(new Objectives.Budget("default/thrift", "USD", 10_000_000, 0, true)),
                snapshot.policies().stream()
                        .flatMap(policy -> policy.objectives().budgets().stream())
                        .toList());
        assertTrue(
                snapshot.providers().stream().anyMatch(each -> each.quota().equals(new Provider.Quota(1_000_000, 20))));
    }

    @Test
    void whatCostsNothingHasNoCurrency() {
        assertEquals(
                List.of(),
                problems(MANIFESTS.replace(
                        "{currency: USD, perMillionRequests: \"3\"}", "{currency: EUR, perMillionRequests: \"0\"}")));
    }

    @Test
    void aBudgetOfNothingIsRefusedInsteadOfBoundingNothing() {
        assertEquals(
                List.of("spec.objectives.budget.perDay: \"0.00\" is no money at all; expected an amount above zero"),
                problems(MANIFESTS.replace("perDay: \"10\"", "perDay: \"0.00\"")));
    }
}
