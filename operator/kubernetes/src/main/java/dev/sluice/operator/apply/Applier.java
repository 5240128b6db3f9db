package dev.sluice.operator.apply;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.operator.render.GatewayObjects;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes objects by server-side apply, and only where there is something to write: remembers what it wrote and how the API server
 * answered, so that a second look at the same costs no call. Objects that somebody else made are never taken over.
 */
final class Applier {
    private final KubernetesClient client;
    private final ObjectMapper json = new ObjectMapper();
    private final Map<String, Written> written = new ConcurrentHashMap<>();

    Applier(KubernetesClient client) {
        this.client = client;
    }

    /**
     * @param wanted digest of what was asked for
     * @param answered digest of what the API server made of it, status aside
     * @param attempt of the order
     */
    private record Written(String wanted, String answered, int attempt) {}

    /**
     * @param wanted as rendered
     * @param live newest version that is known; empty where there is none
     * @param attempt of the order: a new one is written whatever was written before
     * @throws NotOursException where an object of that name belongs to somebody else
     */
    void apply(Gateway owner, HasMetadata wanted, Optional<? extends HasMetadata> live, int attempt)
            throws NotOursException {
        Written before = written.get(key(owner, wanted));
        boolean intact = before != null
                && live.map(this::digest).map(before.answered()::equals).orElse(false);
        write(owner, wanted, intact ? before : null, attempt);
    }

    /** The same for an object whose present state nobody follows. */
    void apply(Gateway owner, HasMetadata wanted, int attempt) throws NotOursException {
        write(owner, wanted, written.get(key(owner, wanted)), attempt);
    }

    /** @param intact what was written and is still there; null where that is not known */
    private void write(Gateway owner, HasMetadata wanted, @Nullable Written intact, int attempt)
            throws NotOursException {
        String key = key(owner, wanted);
        String digest = digest(wanted);
        if (intact != null && intact.wanted().equals(digest) && intact.attempt() == attempt) {
            return;
        }
        if (!written.containsKey(key)) {
            refuseForeign(owner, wanted);
        }
        HasMetadata answer = client.resource(wanted)
                .fieldManager(GatewayObjects.FIELD_MANAGER)
                .forceConflicts()
                .serverSideApply();
        written.put(key, new Written(digest, digest(answer), attempt));
    }

    /** Removes an object of ours that is not wanted any more. */
    void delete(Gateway owner, HasMetadata live) {
        client.resource(live).delete();
        written.remove(key(owner, live));
    }

    /** Forgets Gateways that are gone. @param uids of those that are left */
    void retain(Set<String> uids) {
        written.keySet().removeIf(key -> !uids.contains(key.substring(0, key.indexOf('|'))));
    }

    private void refuseForeign(Gateway owner, HasMetadata wanted) throws NotOursException {
        HasMetadata live = client.resource(wanted).get();
        boolean ours = live == null
                || live.getMetadata().getOwnerReferences().stream().anyMatch(each -> each.getUid()
                        .equals(owner.getMetadata().getUid()));
        if (!ours) {
            throw new NotOursException(
                    wanted.getKind() + "/" + wanted.getMetadata().getName()
                            + " exists and does not belong to this Gateway; delete or rename it, or rename the Gateway");
        }
    }

    private static String key(Gateway owner, HasMetadata object) {
        return owner.getMetadata().getUid() + "|" + object.getKind() + "|"
                + object.getMetadata().getName();
    }

    /** Of what matters: neither what the API server counts nor what controllers report. */
    private String digest(HasMetadata object) {
        ObjectNode tree = json.valueToTree(object);
        tree.remove("status");
        if (tree.get("metadata") instanceof ObjectNode metadata) {
            metadata.remove(List.of("resourceVersion", "managedFields", "generation"));
        }
        try {
            byte[] all =
                    MessageDigest.getInstance("SHA-256").digest(tree.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(all);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
