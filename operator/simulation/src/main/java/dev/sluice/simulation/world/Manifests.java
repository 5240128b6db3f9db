package dev.sluice.simulation.world;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.control.resolve.Resources;
import dev.sluice.crds.v1alpha1.Provider;
import dev.sluice.crds.v1alpha1.ProviderPool;
import dev.sluice.crds.v1alpha1.RoutingPolicy;
import dev.sluice.simulation.scenario.Scenario;
import dev.sluice.simulation.scenario.Seller;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Writes down what a user would have written for a scenario, and changes it as the user would. */
final class Manifests {
    static final int PORT = 8080;
    private static final String NAMESPACE = "default";
    private static final String NAME = "simulated";
    private static final String CHAIN = "eip155:1";
    private static final int FIRST_PORT = 10_000;
    private static final String CREATED = "2026-01-01T00:00:00Z";

    private final KubernetesSerialization serialization = new KubernetesSerialization(new ObjectMapper(), false);
    private final Scenario scenario;
    private final long[] pricePicos;
    private final BitSet there = new BitSet();
    private final ObjectNode policy;

    Manifests(Scenario scenario) {
        this.scenario = scenario;
        policy = scenario.policy().deepCopy();
        for (int i = 0; i < scenario.sellers().size(); i++) {
            there.set(i, scenario.sellers().get(i).isThereAtFirst());
        }
        pricePicos = scenario.sellers().stream().mapToLong(Seller::pricePicos).toArray();
    }

    static String providerId(Seller seller) {
        return NAMESPACE + "/" + seller.name();
    }

    void price(int seller, double factor) {
        pricePicos[seller] = Math.round(scenario.sellers().get(seller).pricePicos() * factor);
    }

    /** A provider is written down, and is a member of the pool from now on. */
    void join(int seller) {
        there.set(seller);
    }

    void policy(ObjectNode merge) {
        merge(policy, merge);
    }

    Resources resources() {
        List<HasMetadata> objects = new ArrayList<>();
        objects.add(object("gateway.networking.k8s.io/v1", "Gateway", NAME, """
                {"gatewayClassName": "sluice", "listeners": [{"name": "http", "protocol": "HTTP", "port": %d}]}
                """.formatted(PORT), Gateway.class));
        objects.add(object("gateway.networking.k8s.io/v1", "HTTPRoute", NAME, """
                {"parentRefs": [{"name": "simulated"}], "rules": [{"backendRefs": [
                  {"group": "sluice.dev", "kind": "ProviderPool", "name": "simulated"}]}]}
                """, HTTPRoute.class));
        for (int i = there.nextSetBit(0); i >= 0; i = there.nextSetBit(i + 1)) {
            Seller seller = scenario.sellers().get(i);
            objects.add(object("sluice.dev/v1alpha1", "Provider", seller.name(), provider(i, seller), Provider.class));
        }
        objects.add(object("sluice.dev/v1alpha1", "ProviderPool", NAME, pool(), ProviderPool.class));
        objects.add(object("sluice.dev/v1alpha1", "RoutingPolicy", NAME, policy(), RoutingPolicy.class));
        return Resources.of(objects, List.of());
    }

    private ObjectNode provider(int i, Seller seller) {
        ObjectNode spec = JsonNodeFactory.instance.objectNode();
        spec.put("class", seller.providerClass()).put("organization", seller.organization());
        ObjectNode location = spec.putObject("location").put("region", seller.region());
        if (!seller.cloud().isEmpty()) {
            location.put("cloud", seller.cloud());
        }
        if (!seller.jurisdictions().isEmpty()) {
            seller.jurisdictions().forEach(location.putArray("jurisdictions")::add);
        }
        spec.put("api", "JSONRPC");
        ObjectNode endpoint = spec.putArray("endpoints").addObject().put("chain", CHAIN);
        endpoint.putObject("ip").put("address", "127.0.0.1").put("port", FIRST_PORT + i);
        endpoint.putObject("tls").put("mode", "None");
        spec.putObject("price")
                .put("currency", "USD")
                .put("perMillionRequests", BigDecimal.valueOf(pricePicos[i], 6).toPlainString());
        if (seller.declaredCapacity() > 0) {
            spec.putObject("capacity").put("requestsPerSecond", seller.declaredCapacity());
        }
        spec.putObject("healthCheck")
                .put("type", "JSONRPC")
                .put("interval", "1s")
                .put("timeout", "500ms")
                .put("unhealthyThreshold", 2)
                .put("healthyThreshold", 2)
                .putObject("jsonrpc")
                .put("method", "eth_blockNumber");
        return spec;
    }

    private ObjectNode pool() {
        ObjectNode spec = JsonNodeFactory.instance.objectNode().put("chain", CHAIN);
        ArrayNode members = spec.putArray("members");
        for (int i = there.nextSetBit(0); i >= 0; i = there.nextSetBit(i + 1)) {
            Seller seller = scenario.sellers().get(i);
            ObjectNode member = members.addObject();
            member.putObject("providerRef").put("name", seller.name());
            member.put("weight", seller.weight()).put("priority", 0);
        }
        merge(spec, scenario.pool());
        return spec;
    }

    private ObjectNode policy() {
        ObjectNode spec = policy.deepCopy();
        spec.putArray("targetRefs")
                .addObject()
                .put("group", "gateway.networking.k8s.io")
                .put("kind", "HTTPRoute")
                .put("name", NAME);
        return spec;
    }

    /** Objects are merged field by field; everything else is replaced. */
    private static void merge(ObjectNode into, ObjectNode from) {
        from.properties().forEach(field -> {
            JsonNode before = into.get(field.getKey());
            if (before instanceof ObjectNode old && field.getValue() instanceof ObjectNode young) {
                merge(old, young);
            } else {
                into.set(field.getKey(), field.getValue().deepCopy());
            }
        });
    }

    private <T extends HasMetadata> T object(String version, String kind, String name, String spec, Class<T> type) {
        return object(version, kind, name, serialization.unmarshal(spec, ObjectNode.class), type);
    }

    private <T extends HasMetadata> T object(String version, String kind, String name, ObjectNode spec, Class<T> type) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("apiVersion", version).put("kind", kind);
        object.putObject("metadata")
                .put("name", name)
                .put("namespace", NAMESPACE)
                .put("generation", 1)
                .put("creationTimestamp", CREATED);
        object.set("spec", spec);
        return serialization.convertValue(object, type);
    }
}
