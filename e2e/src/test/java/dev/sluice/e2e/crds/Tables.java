package dev.sluice.e2e.crds;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** What {@code kubectl get} prints, as the API server hands it out: columns and one row of cells per object. */
record Tables(KubernetesClient client) {

    private static final String AS_TABLE = "application/json;as=Table;v=v1;g=meta.k8s.io";

    JsonNode get(String path) {
        var request = client.getHttpClient()
                .newHttpRequestBuilder()
                .uri(URI.create(client.getMasterUrl().toString()).resolve(path))
                .header("Accept", AS_TABLE)
                .build();
        HttpResponse<String> answer =
                client.getHttpClient().sendAsync(request, String.class).join();
        if (!answer.isSuccessful()) {
            throw new IllegalStateException(path + " answered " + answer.code() + ": " + answer.body());
        }
        try {
            return Serialization.jsonMapper().readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The cells of the first row. */
    List<String> row(String path) {
        var cells = new ArrayList<String>();
        get(path).get("rows").get(0).get("cells").forEach(cell -> cells.add(cell.asText()));
        return cells;
    }
}
