package dev.sluice.engine.classify;

import dev.sluice.contract.snapshot.Clients;
import dev.sluice.contract.snapshot.RequestClass;
import dev.sluice.engine.jsonrpc.JsonRpcCall;
import dev.sluice.engine.jsonrpc.MethodPattern;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which JSON-RPC methods clients may call under one policy. What manages a node, signs with its keys or drives it is not for
 * clients, who would be let in with the gateway's own credential; so it is closed where nobody opens it. Immutable; allocates
 * nothing.
 */
public final class MethodGate {
    private static final List<MethodPattern> OF_THE_NODE =
            patterns(Stream.of("admin_*", "personal_*", "debug_*", "engine_*"));

    private final List<List<MethodPattern>> allowed;
    private final List<MethodPattern> denied;
    private final List<MethodPattern> opened;

    /** @param classes of the policy; a class that names methods is made to serve them */
    public MethodGate(Clients clients, List<RequestClass> classes) {
        allowed = clients.allowedMethods().stream()
                .map(list -> patterns(list.stream()))
                .toList();
        denied = patterns(clients.deniedMethods().stream());
        opened = patterns(classes.stream().flatMap(each -> each.methods().stream()));
    }

    public boolean permits(byte[] body, JsonRpcCall call) {
        if (matches(denied, body, call)) {
            return false;
        }
        if (allowed.isEmpty()) {
            return !matches(OF_THE_NODE, body, call) || matches(opened, body, call);
        }
        for (int i = 0; i < allowed.size(); i++) {
            if (!matches(allowed.get(i), body, call)) {
                return false;
            }
        }
        return true;
    }

    private static boolean matches(List<MethodPattern> patterns, byte[] body, JsonRpcCall call) {
        for (int i = 0; i < patterns.size(); i++) {
            if (patterns.get(i).matches(body, call.methodFrom(), call.methodTo())) {
                return true;
            }
        }
        return false;
    }

    private static List<MethodPattern> patterns(Stream<String> texts) {
        return texts.map(MethodPattern::new).toList();
    }
}
