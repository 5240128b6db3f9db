package dev.sluice.operator.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperatorMetricsTest {
    private Instant now = Instant.EPOCH;
    private final InstantSource clock = () -> now;
    private final OperatorMetrics metrics = new OperatorMetrics(clock);

    @Test
    void everythingCountedIsInTheText() {
        metrics.leads(true);
        metrics.translated(3_000_000);
        metrics.reconciled(2_000_000_000);
        metrics.objects(Map.of("Provider", 3, "Gateway", 1));
        metrics.requested("patch");
        metrics.written("Gateway");
        metrics.observed(true);
        metrics.observed(false);

        for (String line : List.of(
                "sluice_operator_leader 1.0",
                "sluice_operator_translate_seconds_bucket{le=\"0.005\"} 1",
                "sluice_operator_reconcile_seconds_sum 2.0",
                "sluice_operator_objects{kind=\"Provider\"} 3.0",
                "sluice_operator_api_requests_total{verb=\"patch\"} 1.0",
                "sluice_operator_status_writes_total{kind=\"Gateway\",result=\"written\"} 1.0",
                "sluice_operator_observations_total{result=\"answered\"} 1.0",
                "sluice_operator_observations_total{result=\"failed\"} 1.0")) {
            assertTrue(text().contains("\n" + line + "\n"), line + " is not in\n" + text());
        }
    }

    @Test
    void aPlanGetsOlderUntilItIsRenewedOrItsGatewayIsGone() {
        metrics.planned("ns/edge");
        now = now.plusMillis(2500);
        assertTrue(text().contains("sluice_operator_plan_age_seconds{gateway=\"ns/edge\"} 2.5\n"), text());

        metrics.planned("ns/edge");
        assertTrue(text().contains("sluice_operator_plan_age_seconds{gateway=\"ns/edge\"} 0.0\n"), text());

        metrics.retainGateways(Set.of());
        assertFalse(text().contains("sluice_operator_plan_age_seconds{"), text());
    }

    @Test
    void aKindWithoutObjectsShowsNone() {
        metrics.objects(Map.of("Provider", 3));
        metrics.objects(Map.of());

        assertTrue(text().contains("sluice_operator_objects{kind=\"Provider\"} 0.0\n"), text());
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/namespaces/ns/secrets/key, get",
        "GET, /api/v1/namespaces/ns/secrets, list",
        "GET, /api/v1/secrets, list",
        "GET, /api/v1/namespaces, list",
        "GET, /api/v1/namespaces/ns, get",
        "GET, /apis/sluice.dev/v1alpha1/providers, list",
        "GET, /apis/sluice.dev/v1alpha1/namespaces/ns/providers/p, get",
        "GET, /apis/sluice.dev/v1alpha1/providers?resourceVersion=1&watch=true, watch",
        "PATCH, /apis/apps/v1/namespaces/ns/deployments/edge, patch",
        "PUT, /apis/sluice.dev/v1alpha1/namespaces/ns/providers/p/status, update",
        "POST, /apis/events.k8s.io/v1/namespaces/ns/events, create",
        "DELETE, /api/v1/namespaces/ns/secrets/key, delete",
        "OPTIONS, /, other",
    })
    void requestsCountByTheVerbThatRbacNames(String method, String uri, String verb) {
        assertEquals(verb, ApiRequests.verb(method, URI.create(uri)));
    }

    private String text() {
        return new String(metrics.text(), StandardCharsets.UTF_8);
    }
}
