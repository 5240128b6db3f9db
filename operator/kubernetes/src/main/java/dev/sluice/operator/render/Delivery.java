package dev.sluice.operator.render;

import dev.sluice.contract.delivery.CredentialsData;
import dev.sluice.contract.delivery.Packing;
import dev.sluice.contract.delivery.PlanLease;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What gateway pods are told, as objects. A pod never waits for a credential that its snapshot already names, so credentials
 * come first; slot 0 comes after all other slots, because from it on the new revision counts; the delta to them comes last.
 */
record Delivery(List<Secret> secrets, @Nullable String tooLarge) {

    static Delivery of(Identity identity, RenderInput input) {
        Map<String, byte[]> credentials = CredentialsData.write(input.credentials());
        int bytes = credentials.values().stream().mapToInt(v -> v.length).sum();
        if (bytes > CredentialsData.MAX_BYTES) {
            return new Delivery(
                    List.of(),
                    "the credentials take " + bytes + " bytes and " + CredentialsData.MAX_BYTES
                            + " fit; split the Gateway's routes over several Gateways");
        }
        return switch (input.packed().slots()) {
            case Packing.TooLarge tooLarge -> new Delivery(List.of(), tooLarge.message());
            case Packing.Slots(List<Map<String, byte[]>> slots) -> {
                List<Secret> secrets = new ArrayList<>();
                secrets.add(secret(identity, identity.delivery().credentials(), credentials));
                for (int slot = slots.size() - 1; slot >= 0; slot--) {
                    secrets.add(secret(identity, identity.delivery().snapshotSlot(slot), slots.get(slot)));
                }
                Map<String, byte[]> delta = input.packed().delta();
                if (delta != null) {
                    secrets.add(secret(identity, identity.delivery().snapshotDelta(), delta));
                }
                yield new Delivery(List.copyOf(secrets), null);
            }
        };
    }

    static ConfigMap plan(Identity identity, PlanLease lease) {
        return new ConfigMapBuilder()
                .withMetadata(identity.metadata(identity.delivery().plan()))
                .withData(new TreeMap<>(lease.write()))
                .build();
    }

    Rendered with(List<HasMetadata> runtime) {
        return new Rendered(secrets, runtime, tooLarge);
    }

    private static Secret secret(Identity identity, String name, Map<String, byte[]> data) {
        Map<String, String> encoded = new TreeMap<>();
        data.forEach((key, value) -> encoded.put(key, Base64.getEncoder().encodeToString(value)));
        return new SecretBuilder()
                .withMetadata(identity.metadata(name))
                .withType("sluice.dev/delivery")
                .withData(encoded)
                .build();
    }
}
