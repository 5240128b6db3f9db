package dev.sluice.standalone.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.crds.v1alpha1.GatewayParameters;
import dev.sluice.crds.v1alpha1.Provider;
import dev.sluice.crds.v1alpha1.ProviderPool;
import dev.sluice.crds.v1alpha1.RoutingPolicy;
import dev.sluice.crds.v1alpha1.TrafficOverride;
import dev.sluice.standalone.manifest.schema.Finding;
import dev.sluice.standalone.manifest.schema.KnownKind.Scope;
import dev.sluice.standalone.manifest.schema.SchemaCatalog;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.BackendTLSPolicy;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GRPCRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GatewayClass;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1beta1.ReferenceGrant;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;

/** Valid manifests to the objects a Kubernetes client would have read back from an API server. */
public final class TypedObjects {
    private static final Map<String, Class<? extends HasMetadata>> TYPES = Map.ofEntries(
            Map.entry("GatewayClass", GatewayClass.class),
            Map.entry("Gateway", Gateway.class),
            Map.entry("HTTPRoute", HTTPRoute.class),
            Map.entry("GRPCRoute", GRPCRoute.class),
            Map.entry("BackendTLSPolicy", BackendTLSPolicy.class),
            Map.entry("ReferenceGrant", ReferenceGrant.class),
            Map.entry("Provider", Provider.class),
            Map.entry("ProviderPool", ProviderPool.class),
            Map.entry("RoutingPolicy", RoutingPolicy.class),
            Map.entry("TrafficOverride", TrafficOverride.class),
            Map.entry("GatewayParameters", GatewayParameters.class),
            Map.entry("Service", Service.class),
            Map.entry("EndpointSlice", EndpointSlice.class),
            Map.entry("ConfigMap", ConfigMap.class),
            Map.entry("Namespace", Namespace.class),
            Map.entry("Secret", Secret.class));

    private final SchemaCatalog catalog;
    private final KubernetesSerialization serialization = new KubernetesSerialization(new ObjectMapper(), false);

    public TypedObjects(SchemaCatalog catalog) {
        this.catalog = catalog;
    }

    /** What became of a manifest: an object, or the mistake its schema did not catch. */
    public sealed interface Conversion {
        record Converted(HasMetadata object) implements Conversion {}

        record Failed(Finding finding) implements Conversion {}
    }

    /**
     * Converts a valid manifest of a served kind. {@code order} counts objects as they are first seen; it becomes their
     * age, so that the older of two is the same one after every change of the folder.
     */
    public Conversion convert(Manifest manifest, long generation, long order) {
        ObjectNode json = (ObjectNode) manifest.tree().toJson();
        catalog.applyDefaults(manifest.kind(), manifest.apiVersion(), json);
        // Status is what a controller said in some cluster, not what the user wants.
        json.remove("status");
        ObjectNode metadata = json.withObjectProperty("metadata");
        if (manifest.kind().scope() == Scope.NAMESPACED) {
            metadata.put("namespace", manifest.ref().namespace());
        }
        metadata.put("generation", generation);
        metadata.put("creationTimestamp", Instant.ofEpochSecond(order).toString());
        mergeStringData(json);
        Class<? extends HasMetadata> type = TYPES.get(manifest.ref().kind());
        if (type == null) {
            throw new IllegalArgumentException(manifest.ref().kind() + " is not a served kind");
        }
        try {
            return new Conversion.Converted(serialization.convertValue(json, type));
        } catch (IllegalArgumentException e) {
            String message = "cannot be read as " + manifest.ref().kind() + ": " + firstLine(e);
            return new Conversion.Failed(new Finding("", manifest.tree().at(), message));
        }
    }

    /** What the user wants of an object: changes of it make a new generation. */
    public static JsonNode wanted(Manifest manifest) {
        ObjectNode json = (ObjectNode) manifest.tree().toJson();
        json.remove("metadata");
        json.remove("status");
        return json;
    }

    private static void mergeStringData(ObjectNode json) {
        if (json.remove("stringData") instanceof ObjectNode texts) {
            ObjectNode data = json.withObjectProperty("data");
            Base64.Encoder encoder = Base64.getEncoder();
            texts.properties().forEach(text -> {
                byte[] bytes = text.getValue().asText().getBytes(StandardCharsets.UTF_8);
                data.put(text.getKey(), encoder.encodeToString(bytes));
            });
        }
    }

    private static String firstLine(IllegalArgumentException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
