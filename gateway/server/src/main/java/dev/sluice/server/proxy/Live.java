package dev.sluice.server.proxy;

import dev.sluice.contract.snapshot.Credentials;
import dev.sluice.contract.snapshot.Listener;
import dev.sluice.engine.clients.ClientGate;
import dev.sluice.engine.model.CompiledEndpoint;
import dev.sluice.engine.model.CompiledPolicy;
import dev.sluice.engine.model.RuntimeModel;
import dev.sluice.server.token.JwtVerifiers;
import dev.sluice.server.upstream.PreparedEndpoint;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A model with its endpoints' credentials and its clients' keys in place: what one request works with from beginning to end. Immutable. The
 * engine publishes it in one reference with the model, and gives it back with every request and probe, so that no index of
 * one version is ever looked up in another.
 *
 * @param endpoints by their index
 * @param gates by the index of their policy
 */
public record Live(RuntimeModel model, List<PreparedEndpoint> endpoints, List<ClientGate> gates) {
    public Live {
        endpoints = List.copyOf(endpoints);
        gates = List.copyOf(gates);
    }

    /**
     * @param credentials where the keys of clients are found
     * @param verifiers who judges their tokens
     */
    public static Live of(
            RuntimeModel model, List<PreparedEndpoint> endpoints, Credentials credentials, JwtVerifiers verifiers) {
        return new Live(
                model,
                endpoints,
                model.policies().stream()
                        .map(each -> ClientGate.of(each.policy().clients(), credentials, verifiers::of))
                        .toList());
    }

    /** What was published with the model of a request or probe. */
    static Live of(@Nullable Object attachment) {
        if (attachment instanceof Live live) {
            return live;
        }
        throw new IllegalStateException("a model was served without its endpoints");
    }

    /** What clients are told of a port that is bound. */
    int port(int bindPort) {
        for (Listener listener : model.listeners()) {
            if (listener.bindPort() == bindPort) {
                return listener.port();
            }
        }
        return bindPort;
    }

    ClientGate gate(CompiledPolicy policy) {
        return gates.get(policy.index());
    }

    public PreparedEndpoint endpoint(CompiledEndpoint endpoint) {
        return endpoints.get(endpoint.index());
    }
}
