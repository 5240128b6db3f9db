package dev.sluice.crds.v1alpha1.type;

import io.fabric8.crdv2.generator.v1.SchemaCustomizer;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.Objects;

/** Makes {@code conditions} a map by type, so that server-side apply owns single conditions and not the whole list. */
public final class StatusSchema implements SchemaCustomizer.Customizer {
    private static final List<String> REQUIRED = List.of("lastTransitionTime", "message", "reason", "status", "type");

    @Override
    public JSONSchemaProps apply(JSONSchemaProps schema, String input, KubernetesSerialization serialization) {
        JSONSchemaProps conditions =
                Objects.requireNonNull(schema.getProperties().get("conditions"));
        conditions.setXKubernetesListType("map");
        conditions.setXKubernetesListMapKeys(List.of("type"));
        conditions.getItems().getSchema().setRequired(REQUIRED);
        return schema;
    }
}
