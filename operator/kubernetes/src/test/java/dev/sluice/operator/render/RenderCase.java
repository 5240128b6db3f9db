package dev.sluice.operator.render;

import dev.sluice.contract.delivery.PackedSnapshot;
import dev.sluice.control.resolve.Resources;
import dev.sluice.control.translate.GatewayConfig;
import dev.sluice.control.translate.Translator;
import dev.sluice.crds.v1alpha1.GatewayParameters;
import dev.sluice.crds.v1alpha1.Provider;
import dev.sluice.crds.v1alpha1.ProviderPool;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GatewayClass;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Manifests to what is rendered for their one Gateway, by way of the real translator. */
final class RenderCase {
    private static final Map<String, Class<? extends HasMetadata>> KINDS = Stream.of(
                    GatewayClass.class,
                    Gateway.class,
                    HTTPRoute.class,
                    Provider.class,
                    ProviderPool.class,
                    Secret.class,
                    GatewayParameters.class)
            .collect(Collectors.toMap(Class::getSimpleName, c -> c));

    private RenderCase() {}

    static RenderInput read(String yaml) {
        List<HasMetadata> objects = new ArrayList<>();
        for (String document : yaml.split("(?m)^---$")) {
            Map<?, ?> raw = Serialization.unmarshal(document, Map.class);
            objects.add(Serialization.unmarshal(document, KINDS.get((String) raw.get("kind"))));
        }
        Resources resources = Resources.of(objects, List.of());
        GatewayConfig config = Translator.translate(resources, List.of(), Translator.Target.KUBERNETES, 1, 7)
                .gateways()
                .getFirst();
        return new RenderInput(
                resources.gateways().getFirst(),
                resources.parameters().stream()
                        .map(GatewayParameters::getSpec)
                        .findFirst()
                        .orElse(RenderInput.DEFAULT_PARAMETERS),
                leastPods(yaml),
                config.snapshot(),
                PackedSnapshot.whole(config.snapshot()),
                config.credentials(),
                new GatewayImage("sluice/gateway:1.2.3", "IfNotPresent", List.of("registry")));
    }

    /** A comment {@code # leastPods: 7} says what is asked for what is expected. */
    private static int leastPods(String yaml) {
        return yaml.lines()
                .filter(line -> line.startsWith("# leastPods: "))
                .map(line -> Integer.parseInt(line.substring("# leastPods: ".length())))
                .findFirst()
                .orElse(0);
    }

    static String print(Rendered rendered) {
        return Stream.concat(rendered.delivery().stream().map(RenderCase::readable), rendered.runtime().stream())
                .map(Serialization::asYaml)
                .collect(Collectors.joining());
    }

    /** What is packed is not for reading, and differs with the compressor. */
    private static Secret readable(Secret secret) {
        Map<String, String> data = new TreeMap<>();
        secret.getData()
                .forEach((key, value) -> data.put(
                        key,
                        switch (key) {
                            case "part", "digests", "bytes", "credentials" -> "…";
                            default -> new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8);
                        }));
        return new SecretBuilder(secret).withData(data).build();
    }
}
