package dev.sluice.operator.render;

import dev.sluice.contract.delivery.DeliveryNames;
import dev.sluice.control.resolve.ObjectRef;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GatewayInfrastructure;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * Names, labels and owner of the objects of one Gateway.
 *
 * @param gateway the owner
 * @param namespace where all of them live
 * @param name of objects that have no fixed one: {@code gateway-class}, as Gateway API proposes
 */
record Identity(Gateway gateway, String namespace, String name) {
    static final String POD_NAME_VALUE = "sluice-gateway";

    private static final String NAME = "app.kubernetes.io/name";
    private static final String GATEWAY_NAME = "gateway.networking.k8s.io/gateway-name";
    /** Longest name of a Service, and longest value of a label. */
    private static final int MAX_LABEL_LENGTH = 63;

    static Identity of(Gateway gateway) {
        String wanted =
                gateway.getMetadata().getName() + "-" + gateway.getSpec().getGatewayClassName();
        return new Identity(gateway, ObjectRef.namespace(gateway), fit(wanted));
    }

    DeliveryNames delivery() {
        return new DeliveryNames(gateway.getMetadata().getName());
    }

    /** What a Deployment and a Service select pods by: never changes for a Gateway. */
    Map<String, String> selector() {
        Map<String, String> labels = new TreeMap<>();
        labels.put(NAME, POD_NAME_VALUE);
        labels.put(GATEWAY_NAME, fit(gateway.getMetadata().getName()));
        return labels;
    }

    /** A Gateway's own {@code infrastructure.labels}, and ours, which win. */
    Map<String, String> labels() {
        Map<String, String> labels = new TreeMap<>();
        GatewayInfrastructure infrastructure = gateway.getSpec().getInfrastructure();
        if (infrastructure != null && infrastructure.getLabels() != null) {
            labels.putAll(infrastructure.getLabels());
        }
        labels.put("app.kubernetes.io/instance", fit(gateway.getMetadata().getName()));
        labels.put("app.kubernetes.io/component", "gateway");
        labels.put("app.kubernetes.io/part-of", "sluice");
        labels.put("app.kubernetes.io/managed-by", "sluice");
        labels.put(
                "gateway.networking.k8s.io/gateway-class-name",
                fit(gateway.getSpec().getGatewayClassName()));
        labels.putAll(selector());
        return labels;
    }

    Map<String, String> annotations() {
        GatewayInfrastructure infrastructure = gateway.getSpec().getInfrastructure();
        return infrastructure == null || infrastructure.getAnnotations() == null
                ? Map.of()
                : new TreeMap<>(infrastructure.getAnnotations());
    }

    ObjectMeta metadata() {
        return metadata(name);
    }

    ObjectMeta metadata(String objectName) {
        return new ObjectMetaBuilder()
                .withName(objectName)
                .withNamespace(namespace)
                .withLabels(labels())
                .withAnnotations(annotations())
                .addNewOwnerReference()
                .withApiVersion("gateway.networking.k8s.io/v1")
                .withKind("Gateway")
                .withName(gateway.getMetadata().getName())
                .withUid(gateway.getMetadata().getUid())
                .withController(true)
                .withBlockOwnerDeletion(true)
                .endOwnerReference()
                .build();
    }

    /** The text itself where it can name a Service, else a name as unique: dots and lengths that a Gateway may have. */
    private static String fit(String text) {
        if (text.length() <= MAX_LABEL_LENGTH && text.matches("[a-z][a-z0-9-]*[a-z0-9]|[a-z]")) {
            return text;
        }
        String digest = digest(text);
        String letters = "g-" + text.replace('.', '-');
        int kept = Math.min(letters.length(), MAX_LABEL_LENGTH - 1 - digest.length());
        return letters.substring(0, kept) + "-" + digest;
    }

    private static String digest(String text) {
        try {
            byte[] all = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(all, 0, 5);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
