package dev.sluice.server.upstream;

import dev.sluice.contract.snapshot.Credentials;
import dev.sluice.contract.snapshot.Endpoint;
import dev.sluice.contract.snapshot.Provider;
import dev.sluice.engine.http.EndpointAccess;
import io.vertx.core.net.HostAndPort;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint with its credentials in place, made once per snapshot or rotation, so that a request only copies. Immutable
 * but for the slots of the event loops' clients, each touched by its own loop only. Holds secrets: it has no text form.
 */
public final class PreparedEndpoint {
    final ClientKey key;
    final HostAddresses addresses;
    final @Nullable EndpointClient[] clientByLoop;

    /** For calls of gRPC, which HTTP/1.1 cannot carry, whatever the endpoint speaks besides. */
    final ClientKey grpcKey;

    final @Nullable EndpointClient[] grpcClientByLoop;
    private final EndpointAccess access;
    private final HostAndPort authority;
    private final boolean keepsHost;
    private final @Nullable String missing;

    private PreparedEndpoint(
            ClientKey key,
            boolean keepsHost,
            HostAddresses addresses,
            EndpointAccess access,
            int loops,
            @Nullable String missing) {
        this.key = key;
        this.keepsHost = keepsHost;
        this.addresses = addresses;
        this.access = access;
        this.clientByLoop = new @Nullable EndpointClient[loops];
        this.authority = HostAndPort.authority(key.tlsHost() != null ? key.tlsHost() : key.host(), key.port());
        this.missing = missing;
        this.grpcKey = key.protocol() == Endpoint.Protocol.HTTP1
                ? key.withProtocol(key.tlsHost() == null ? Endpoint.Protocol.H2C : Endpoint.Protocol.HTTP2)
                : key;
        this.grpcClientByLoop = grpcKey == key ? clientByLoop : new @Nullable EndpointClient[loops];
    }

    public static PreparedEndpoint of(
            Provider provider, Endpoint endpoint, Credentials credentials, AddressBook book, int loops) {
        EndpointAccess access = EndpointAccess.of(endpoint, provider.credentials(), credentials);
        Endpoint.Tls tls = endpoint.tls();
        List<String> cas = authorities(tls);
        String pair = tls == null ? null : tls.clientCertificate();
        ClientKey key = new ClientKey(
                endpoint.host(),
                endpoint.port(),
                endpoint.protocol(),
                tls == null ? null : tls.hostname(),
                cas.isEmpty() ? null : pem(cas, credentials),
                pair == null ? null : credentials.values().get(pair),
                tls == null ? List.of() : tls.subjectAltNames());
        String missing = access.missing().isEmpty()
                ? null
                : "credential " + access.missing().getFirst();
        for (String ca : cas) {
            if (missing == null && credentials.values().get(ca) == null) {
                missing = "certificate " + ca;
            }
        }
        if (missing == null && pair != null && key.clientPem() == null) {
            missing = "certificate " + pair;
        }
        return new PreparedEndpoint(
                key,
                endpoint.hostHeader() == Endpoint.HostHeader.CLIENT,
                book.entry(endpoint.host(), endpoint.port()),
                access,
                loops,
                missing == null ? null : missing + " has no usable value yet");
    }

    private static List<String> authorities(Endpoint.@Nullable Tls tls) {
        List<String> ids = new ArrayList<>();
        if (tls != null) {
            Stream.ofNullable(tls.caCertificate()).forEach(ids::add);
            ids.addAll(tls.furtherCaCertificates());
        }
        return ids;
    }

    private static String pem(List<String> ids, Credentials credentials) {
        return ids.stream().map(id -> credentials.values().getOrDefault(id, "")).collect(Collectors.joining("\n"));
    }

    /** Why it cannot be used now: a credential that is not there, a name without a permitted address; null if it can. */
    public @Nullable String problem() {
        return missing != null ? missing : addresses.problem();
    }

    public HostAddresses addresses() {
        return addresses;
    }

    /** Host header and authority where no filter sets another. */
    public HostAndPort authority() {
        return authority;
    }

    /** Whether it sees the Host that the client sent, in place of its own. */
    public boolean keepsHost() {
        return keepsHost;
    }

    public boolean speaksHttp2() {
        return key.protocol() != Endpoint.Protocol.HTTP1;
    }

    /** Paths, queries and headers with the credentials in them. */
    public EndpointAccess access() {
        return access;
    }
}
