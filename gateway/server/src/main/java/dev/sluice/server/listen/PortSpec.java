package dev.sluice.server.listen;

import dev.sluice.contract.snapshot.Credentials;
import dev.sluice.contract.snapshot.Listener;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is bound for one port; several listeners may share it by hostname. Its text form leaves out keys.
 *
 * @param bindPort what is bound, and by what the engine finds the listeners; 0 for any free one
 * @param pems PEM bundles of certificate and key, the first is the default; empty for plain text
 * @param problem why it cannot be served, or null
 */
public record PortSpec(
        int bindPort, List<String> pems, @Nullable String problem) {

    /** The ports of a snapshot's listeners, by bind port. */
    public static Map<Integer, PortSpec> of(List<Listener> listeners, Credentials credentials) {
        Map<Integer, PortSpec> specs = new LinkedHashMap<>();
        for (Listener listener : listeners) {
            List<String> pems = new ArrayList<>();
            String problem = null;
            if (listener.protocol() == Listener.Protocol.HTTPS) {
                for (String id : listener.certificates()) {
                    String pem = credentials.values().get(id);
                    if (pem == null) {
                        problem = "listener " + listener.name() + ": certificate " + id + " has no value yet";
                    } else {
                        pems.add(pem);
                    }
                }
                if (pems.isEmpty() && problem == null) {
                    problem = "listener " + listener.name() + ": HTTPS wants a certificate";
                }
            }
            specs.merge(listener.bindPort(), new PortSpec(listener.bindPort(), pems, problem), PortSpec::with);
        }
        return specs;
    }

    /** Whether the same socket serves both, certificates aside, which can be replaced while it is open. */
    boolean sameSocket(PortSpec other) {
        return pems.isEmpty() == other.pems.isEmpty();
    }

    private PortSpec with(PortSpec other) {
        List<String> both = new ArrayList<>(pems);
        both.addAll(other.pems);
        return new PortSpec(bindPort, List.copyOf(both), problem != null ? problem : other.problem);
    }

    @Override
    public String toString() {
        return "PortSpec[" + bindPort + ", certificates=" + pems.size() + "]";
    }
}
