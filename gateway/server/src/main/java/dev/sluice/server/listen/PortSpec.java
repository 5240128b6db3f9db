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
 * @param hosts the certificates of each listener that has them; empty for plain text
 * @param clients what clients must show, or null for nothing
 * @param problem why it cannot be served, or null
 * @param leftOut listeners that are not served while the others of the port are, each with its reason
 */
public record PortSpec(
        int bindPort,
        List<HostPems> hosts,
        @Nullable Clients clients,
        @Nullable String problem,
        List<String> leftOut) {

    /** @param caPems PEM bundles that a client's certificate must lead to; @param insecureFallback whether others may come in, too */
    record Clients(List<String> caPems, boolean insecureFallback) {
        Clients {
            caPems = List.copyOf(caPems);
        }
    }

    public PortSpec {
        hosts = List.copyOf(hosts);
        leftOut = List.copyOf(leftOut);
    }

    /** The ports of a snapshot's listeners, by bind port. */
    public static Map<Integer, PortSpec> of(List<Listener> listeners, Credentials credentials) {
        Map<Integer, PortSpec> specs = new LinkedHashMap<>();
        for (Listener listener : listeners) {
            PortSpec spec = listener.protocol() == Listener.Protocol.HTTPS
                    ? secure(listener, credentials)
                    : new PortSpec(listener.bindPort(), List.of(), null, null, List.of());
            specs.merge(listener.bindPort(), spec, PortSpec::with);
        }
        specs.replaceAll((port, spec) -> spec.orProblem());
        return specs;
    }

    private static PortSpec secure(Listener listener, Credentials credentials) {
        List<String> pems = new ArrayList<>();
        List<String> missing = values(listener, "certificate", listener.certificates(), credentials, pems);
        if (pems.isEmpty() && missing.isEmpty()) {
            missing = List.of("listener " + listener.name() + ": HTTPS wants a certificate");
        }
        Listener.ClientValidation validation = listener.clientValidation();
        Clients clients = null;
        String problem = null;
        if (validation != null) {
            List<String> cas = new ArrayList<>();
            List<String> missingCas = values(listener, "CA certificate", validation.caCertificates(), credentials, cas);
            clients = new Clients(cas, validation.insecureFallback());
            // Without it nobody could be told from anybody, so nobody is served.
            problem = missingCas.isEmpty() ? null : missingCas.getFirst();
        }
        return new PortSpec(
                listener.bindPort(),
                pems.isEmpty() ? List.of() : List.of(new HostPems(listener.hostname(), pems)),
                clients,
                problem,
                missing);
    }

    /** Adds what is there to the values. @return what is not */
    private static List<String> values(
            Listener listener, String kind, List<String> ids, Credentials credentials, List<String> values) {
        List<String> missing = new ArrayList<>();
        for (String id : ids) {
            String value = credentials.values().get(id);
            if (value == null) {
                missing.add("listener " + listener.name() + ": " + kind + " " + id + " has no value yet");
            } else {
                values.add(value);
            }
        }
        return missing;
    }

    boolean isSecure() {
        return !hosts.isEmpty();
    }

    /** Whether the same socket serves both, certificates aside, which can be replaced while it is open. */
    boolean sameSocket(PortSpec other) {
        return isSecure() == other.isSecure();
    }

    private PortSpec with(PortSpec other) {
        List<HostPems> both = new ArrayList<>(hosts);
        both.addAll(other.hosts);
        List<String> out = new ArrayList<>(leftOut);
        out.addAll(other.leftOut);
        return new PortSpec(
                bindPort, both, stricter(clients, other.clients), problem != null ? problem : other.problem, out);
    }

    /** The translator gives all listeners of a port the same; if not, none may be open to whom another one is not. */
    private static @Nullable Clients stricter(@Nullable Clients one, @Nullable Clients other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.insecureFallback() ? other : one;
    }

    /** A port of HTTPS without any certificate must not become one of plain text. */
    private PortSpec orProblem() {
        return problem == null && hosts.isEmpty() && !leftOut.isEmpty()
                ? new PortSpec(bindPort, hosts, clients, leftOut.getFirst(), leftOut)
                : this;
    }

    @Override
    public String toString() {
        return "PortSpec[" + bindPort + ", hosts=" + hosts + "]";
    }
}
