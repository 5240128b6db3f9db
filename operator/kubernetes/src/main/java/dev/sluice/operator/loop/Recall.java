package dev.sluice.operator.loop;

import dev.sluice.contract.codec.CodecException;
import dev.sluice.contract.delivery.Assembly;
import dev.sluice.contract.delivery.CredentialsData;
import dev.sluice.contract.delivery.DeliveryNames;
import dev.sluice.contract.delivery.PlanLease;
import dev.sluice.contract.delivery.SnapshotReader;
import dev.sluice.contract.snapshot.ConfigSnapshot;
import dev.sluice.contract.snapshot.Credentials;
import dev.sluice.control.resolve.ObjectRef;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a Gateway's objects back, so that a new leader goes on where the one before it ended: policies that were accepted last,
 * revisions, shares. What is damaged counts as missing and is written anew.
 */
final class Recall {
    private static final System.Logger LOG = System.getLogger(Recall.class.getName());

    private final KubernetesClient client;
    private final SnapshotReader reader = new SnapshotReader();

    Recall(KubernetesClient client) {
        this.client = client;
    }

    /** @throws io.fabric8.kubernetes.client.KubernetesClientException when the API server cannot be asked */
    Recalled of(Gateway gateway) {
        String namespace = ObjectRef.namespace(gateway);
        DeliveryNames names = new DeliveryNames(gateway.getMetadata().getName());
        return new Recalled(
                snapshot(gateway, namespace, names),
                credentials(gateway, namespace, names),
                plan(gateway, namespace, names));
    }

    private Optional<ConfigSnapshot> snapshot(Gateway gateway, String namespace, DeliveryNames names) {
        Map<Integer, Map<String, byte[]>> slots = new HashMap<>();
        read(gateway, namespace, names.snapshotSlot(0), slots, 0);
        Assembly assembly = reader.assemble(slots);
        if (assembly instanceof Assembly.Incomplete part && slots.containsKey(0)) {
            part.slots().stream()
                    .filter(slot -> slot > 0)
                    .forEach(slot -> read(gateway, namespace, names.snapshotSlot(slot), slots, slot));
            assembly = reader.assemble(slots);
        }
        Secret delta = client.secrets()
                .inNamespace(namespace)
                .withName(names.snapshotDelta())
                .get();
        if (assembly instanceof Assembly.Whole && belongs(delta, gateway)) {
            assembly = reader.assemble(slots, decoded(delta));
        }
        return switch (assembly) {
            case Assembly.Whole whole -> Optional.of(whole.snapshot());
            case Assembly.Incomplete damaged -> {
                if (slots.containsKey(0)) {
                    LOG.log(
                            System.Logger.Level.WARNING,
                            ObjectRef.of(gateway).id() + ": what was written before cannot be read: "
                                    + damaged.message());
                }
                yield Optional.empty();
            }
        };
    }

    private void read(
            Gateway gateway, String namespace, String name, Map<Integer, Map<String, byte[]>> slots, int slot) {
        Secret secret = client.secrets().inNamespace(namespace).withName(name).get();
        if (belongs(secret, gateway)) {
            slots.put(slot, decoded(secret));
        }
    }

    private Credentials credentials(Gateway gateway, String namespace, DeliveryNames names) {
        Secret secret = client.secrets()
                .inNamespace(namespace)
                .withName(names.credentials())
                .get();
        try {
            return belongs(secret, gateway) ? CredentialsData.read(decoded(secret)) : Credentials.NONE;
        } catch (CodecException e) {
            return Credentials.NONE;
        }
    }

    private Optional<PlanLease> plan(Gateway gateway, String namespace, DeliveryNames names) {
        ConfigMap map = client.configMaps()
                .inNamespace(namespace)
                .withName(names.plan())
                .get();
        try {
            return belongs(map, gateway) ? Optional.of(PlanLease.read(map.getData())) : Optional.empty();
        } catch (CodecException e) {
            return Optional.empty();
        }
    }

    private static boolean belongs(@Nullable HasMetadata object, Gateway gateway) {
        return object != null
                && object.getMetadata().getOwnerReferences().stream().anyMatch(each -> each.getUid()
                        .equals(gateway.getMetadata().getUid()));
    }

    private static Map<String, byte[]> decoded(Secret secret) {
        Map<String, byte[]> data = new HashMap<>();
        if (secret.getData() != null) {
            secret.getData()
                    .forEach((key, value) -> data.put(key, Base64.getDecoder().decode(value)));
        }
        return data;
    }
}
