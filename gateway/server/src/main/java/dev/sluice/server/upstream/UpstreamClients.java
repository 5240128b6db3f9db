package dev.sluice.server.upstream;

import dev.sluice.server.options.Limits;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One event loop's clients, made when first used and kept over snapshots while an endpoint stays. A request that began
 * under the old snapshot may still want an old endpoint, so those are closed only some time after they are gone.
 */
public final class UpstreamClients {
    private static final long GRACE_MILLIS = 5_000;
    private static final long CLOSE_NANOS = 30_000_000_000L;

    private final Vertx vertx;
    private final int loop;
    private final Limits limits;
    private final Map<ClientKey, EndpointClient> clients = new HashMap<>();
    private Set<ClientKey> wanted = Set.of();

    public UpstreamClients(Vertx vertx, int loop, Limits limits) {
        this.vertx = vertx;
        this.loop = loop;
        this.limits = limits;
    }

    public EndpointClient client(PreparedEndpoint endpoint) {
        EndpointClient client = endpoint.clientByLoop[loop];
        return client == null ? make(endpoint, endpoint.key, endpoint.clientByLoop) : client;
    }

    /** One that speaks HTTP/2. */
    public EndpointClient grpcClient(PreparedEndpoint endpoint) {
        EndpointClient client = endpoint.grpcClientByLoop[loop];
        return client == null ? make(endpoint, endpoint.grpcKey, endpoint.grpcClientByLoop) : client;
    }

    private EndpointClient make(PreparedEndpoint endpoint, ClientKey of, @Nullable EndpointClient[] slots) {
        EndpointClient client =
                clients.computeIfAbsent(of, key -> new EndpointClient(vertx, key, endpoint.addresses, limits));
        client.follow(endpoint.addresses);
        slots[loop] = client;
        return client;
    }

    /** After a swap: what is in no served endpoint's key any more is closed gracefully. */
    public void retain(Set<PreparedEndpoint> served) {
        wanted = served.stream()
                .flatMap(endpoint -> Stream.of(endpoint.key, endpoint.grpcKey))
                .collect(Collectors.toUnmodifiableSet());
        if (!wanted.containsAll(clients.keySet())) {
            vertx.setTimer(GRACE_MILLIS, id -> sweep());
        }
    }

    public void close() {
        clients.values().forEach(client -> client.close(0));
        clients.clear();
    }

    private void sweep() {
        clients.entrySet().removeIf(entry -> {
            boolean gone = !wanted.contains(entry.getKey());
            if (gone) {
                entry.getValue().close(CLOSE_NANOS);
            }
            return gone;
        });
    }
}
