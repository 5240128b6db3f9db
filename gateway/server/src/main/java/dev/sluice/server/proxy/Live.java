package dev.sluice.server.proxy;

import dev.sluice.engine.model.CompiledEndpoint;
import dev.sluice.engine.model.CompiledRule;
import dev.sluice.engine.model.RuntimeModel;
import dev.sluice.server.upstream.PreparedEndpoint;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A model with its endpoints' credentials in place: what one request works with from beginning to end. Immutable. It is
 * published before the engine's model, and remembers the one before, so that a request that is matched in between finds
 * what belongs to its rule.
 */
public record Live(
        RuntimeModel model,
        List<PreparedEndpoint> endpoints,
        @Nullable Live previous) {
    public Live {
        endpoints = List.copyOf(endpoints);
    }

    /** The same without its past, which would keep all earlier ones alive. */
    public Live alone() {
        return previous == null ? this : new Live(model, endpoints, null);
    }

    PreparedEndpoint endpoint(CompiledEndpoint endpoint) {
        return endpoints.get(endpoint.index());
    }

    /** This or the one before, whichever the rule belongs to; null if it is older. */
    @Nullable
    Live of(CompiledRule rule) {
        if (holds(rule)) {
            return this;
        }
        return previous != null && previous.holds(rule) ? previous : null;
    }

    /** The endpoint as prepared for this or the model before; null if it is of neither. */
    @Nullable
    PreparedEndpoint find(CompiledEndpoint wanted) {
        List<CompiledEndpoint> own = model.endpoints();
        if (wanted.index() < own.size() && own.get(wanted.index()) == wanted) {
            return endpoints.get(wanted.index());
        }
        return previous == null ? null : previous.find(wanted);
    }

    private boolean holds(CompiledRule rule) {
        List<CompiledRule> rules = model.rules();
        return rule.index() < rules.size() && rules.get(rule.index()) == rule;
    }
}
