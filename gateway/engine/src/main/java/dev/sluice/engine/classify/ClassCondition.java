package dev.sluice.engine.classify;

import dev.sluice.contract.snapshot.RequestClass;
import dev.sluice.engine.jsonrpc.JsonRpcCall;
import dev.sluice.engine.jsonrpc.MethodPattern;
import dev.sluice.engine.match.RequestView;
import dev.sluice.engine.match.ValueCondition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a request must be to belong to a class: one of the methods, one of the path prefixes, and all headers. */
record ClassCondition(List<MethodPattern> methods, List<String> pathPrefixes, List<ValueCondition> headers) {

    static ClassCondition of(RequestClass requestClass) {
        return new ClassCondition(
                requestClass.methods().stream().map(MethodPattern::new).toList(),
                requestClass.pathPrefixes().stream()
                        .map(p -> p.endsWith("/") ? p.substring(0, p.length() - 1) : p)
                        .toList(),
                ValueCondition.of(requestClass.headers()));
    }

    boolean holds(RequestView request, byte @Nullable [] body, @Nullable JsonRpcCall call) {
        return (methods.isEmpty() || (body != null && call != null && methodHolds(body, call)))
                && (pathPrefixes.isEmpty() || pathHolds(request.path()))
                && headersHold(request);
    }

    private boolean methodHolds(byte[] body, JsonRpcCall call) {
        for (int i = 0; i < methods.size(); i++) {
            if (methods.get(i).matches(body, call.methodFrom(), call.methodTo())) {
                return true;
            }
        }
        return false;
    }

    private boolean pathHolds(String path) {
        for (int i = 0; i < pathPrefixes.size(); i++) {
            String prefix = pathPrefixes.get(i);
            boolean elementEnds = path.length() == prefix.length()
                    || (path.length() > prefix.length() && path.charAt(prefix.length()) == '/');
            if (elementEnds && path.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    private boolean headersHold(RequestView request) {
        for (int i = 0; i < headers.size(); i++) {
            if (!headers.get(i).holds(request.header(headers.get(i).name()))) {
                return false;
            }
        }
        return true;
    }
}
