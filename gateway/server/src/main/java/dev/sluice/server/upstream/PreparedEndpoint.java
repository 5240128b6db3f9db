package dev.sluice.server.upstream;

import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.net.HostAndPort;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint with its credentials in place, made once per snapshot or rotation, so that a request only copies. Immutable
 * but for the slots of the event loops' clients, each touched by its own loop only. Holds secrets: it has no text form.
 */
public final class PreparedEndpoint {
    private static final HeaderValue[] NO_HEADERS = {};

    /** A header that carries a credential. */
    record HeaderValue(CharSequence name, String value) {}

    final ClientKey key;
    final HostAddresses addresses;
    final @Nullable EndpointClient[] clientByLoop;
    private final HostAndPort authority;
    private final String pathPrefix;
    private final String querySuffix;
    private final List<String> queryNames;
    private final HeaderValue[] headers;
    private final List<String> secrets;
    private final @Nullable String missing;

    PreparedEndpoint(
            ClientKey key,
            HostAddresses addresses,
            int loops,
            String pathPrefix,
            String querySuffix,
            List<String> queryNames,
            List<HeaderValue> headers,
            List<String> secrets,
            @Nullable String missing) {
        this.key = key;
        this.addresses = addresses;
        this.clientByLoop = new @Nullable EndpointClient[loops];
        this.authority = HostAndPort.authority(key.tlsHost() != null ? key.tlsHost() : key.host(), key.port());
        this.pathPrefix = pathPrefix;
        this.querySuffix = querySuffix;
        this.queryNames = List.copyOf(queryNames);
        this.headers = headers.toArray(NO_HEADERS);
        this.secrets = List.copyOf(secrets);
        this.missing = missing;
    }

    /** Why it cannot be used now: a credential that is not there, a name without a permitted address; null if it can. */
    public @Nullable String problem() {
        return missing != null ? missing : addresses.problem();
    }

    /** Id of the first credential without a value, or null. */
    public @Nullable String missingCredential() {
        return missing;
    }

    public HostAndPort authority() {
        return authority;
    }

    /** Whether the endpoint authenticates by this header, so that a client's own value must not pass. */
    public boolean owns(CharSequence headerName) {
        for (HeaderValue header : headers) {
            if (header.name().length() == headerName.length()
                    && header.name().toString().contentEquals(headerName)) {
                return true;
            }
        }
        return false;
    }

    /** Puts the credentials of headers on a request, over whatever stood there. */
    public void authenticate(HttpClientRequest request) {
        for (HeaderValue header : headers) {
            request.putHeader(header.name(), header.value());
        }
    }

    /** The request target: the endpoint's prefix, the path, the client's query without our names, our own. */
    public String target(String path, @Nullable String query) {
        if (pathPrefix.isEmpty() && querySuffix.isEmpty()) {
            return query == null ? path : path + '?' + query;
        }
        // "/v2/key/" is not "/v2/key" for most providers, so a bare "/" adds nothing to a prefix.
        String whole = pathPrefix.isEmpty() ? path : path.equals("/") ? pathPrefix : pathPrefix + path;
        String kept = query == null || queryNames.isEmpty() ? query : QueryNames.without(query, queryNames);
        if (kept == null || kept.isEmpty()) {
            return querySuffix.isEmpty() ? whole : whole + '?' + querySuffix;
        }
        return querySuffix.isEmpty() ? whole + '?' + kept : whole + '?' + kept + '&' + querySuffix;
    }

    /** Whether a header value from the provider would tell a client one of our credentials. */
    public boolean reveals(String headerValue) {
        for (String secret : secrets) {
            if (headerValue.contains(secret)) {
                return true;
            }
        }
        return false;
    }

    /** Whether it has any credential, so that {@link #reveals} is worth asking. */
    public boolean hasSecrets() {
        return !secrets.isEmpty();
    }
}
