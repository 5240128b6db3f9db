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
 * @param clients what clients must show, or null for nothing
 * @param problem why it cannot be served, or null
 */
public record PortSpec(
        int bindPort,
        List<String> pems,
        @Nullable Clients clients,
        @Nullable String problem) {

    /** @param caPems PEM bundles that a client's certificate must lead to; @param insecureFallback whether others may come in, too */
    public record Clients(List<String> caPems, boolean insecureFallback) {
        public Clients {
            caPems = List.copyOf(caPems);
        }
    }

    /** The ports of a snapshot's listeners, by bind port. */
    public static Map<Integer, PortSpec> of(List<Listener> listeners, Credentials credentials) {
        Map<Integer, PortSpec> specs = new LinkedHashMap<>();
        for (Listener listener : listeners) {
            List<String> pems = new ArrayList<>();
            Clients clients = null;
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
                Listener.ClientValidation validation = listener.clientValidation();
                if (validation != null) {
                    List<String> cas = new ArrayList<>();
                    for (String id : validation.caCertificates()) {
                        String ca = credentials.values().get(id);
                        if (ca == null) {
                            // Without it nobody could be told from anybody, so nobody is served.
                            problem = "listener " + listener.name() + ": CA certificate " + id + " has no value yet";
                        } else {
                            cas.add(ca);
                        }
                    }
                    clients = new Clients(cas, validation.insecureFallback());
                }
                if (pems.isEmpty() && problem == null) {
                    problem = "listener " + listener.name() + ": HTTPS wants a certificate";
                }
            }
            specs.merge(listener.bindPort(), new PortSpec(listener.bindPort(), pems, clients, problem), PortSpec::with);
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
        return new PortSpec(
                bindPort,
                List.copyOf(both),
                clients != null ? clients : other.clients,
                problem != null ? problem : other.problem);
    }

    @Override
    public String toString() {
        return "PortSpec[" + bindPort + ", certificates=" + pems.size() + "]";
    }
}
