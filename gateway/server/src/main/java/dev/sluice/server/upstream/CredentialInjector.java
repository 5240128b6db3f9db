package dev.sluice.server.upstream;

import dev.sluice.contract.snapshot.Credential;
import dev.sluice.contract.snapshot.Credentials;
import dev.sluice.contract.snapshot.Endpoint;
import dev.sluice.contract.snapshot.Provider;
import io.vertx.core.http.HttpHeaders;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Puts a provider's credentials where the provider wants them. A value that is missing makes the endpoint unusable. */
public final class CredentialInjector {
    private static final String PATH_MARK = "{credential}";

    private final Credentials credentials;
    private final AddressBook book;
    private final int loops;

    public CredentialInjector(Credentials credentials, AddressBook book, int loops) {
        this.credentials = credentials;
        this.book = book;
        this.loops = loops;
    }

    public PreparedEndpoint prepare(Provider provider, Endpoint endpoint) {
        String path = endpoint.path();
        StringBuilder query = new StringBuilder();
        List<String> queryNames = new ArrayList<>();
        List<PreparedEndpoint.HeaderValue> headers = new ArrayList<>();
        List<String> secrets = new ArrayList<>();
        String missing = null;
        for (Credential credential : provider.credentials()) {
            String value = credentials.values().get(credential.id());
            if (value == null || value.isEmpty()) {
                missing = missing == null ? "credential " + credential.id() + " has no value yet" : missing;
                continue;
            }
            secrets.add(value);
            switch (credential.place()) {
                case HEADER -> headers.add(header(credential.name(), value));
                case BASIC -> {
                    String basic = Base64.getEncoder()
                            .encodeToString((credential.name() + ":" + value).getBytes(StandardCharsets.UTF_8));
                    secrets.add(basic);
                    headers.add(header("authorization", "Basic " + basic));
                }
                case QUERY -> {
                    queryNames.add(credential.name());
                    query.append(query.isEmpty() ? "" : "&")
                            .append(encoded(credential.name()))
                            .append('=')
                            .append(encoded(value));
                    secrets.add(encoded(value));
                }
                case PATH -> {
                    path = path.replace(PATH_MARK, encoded(value));
                    secrets.add(encoded(value));
                }
            }
        }
        if (missing == null && path.contains(PATH_MARK)) {
            missing = "its path wants a credential in Path and none is declared";
        }
        Endpoint.Tls tls = endpoint.tls();
        String ca = tls == null ? null : tls.caCertificate();
        String pair = tls == null ? null : tls.clientCertificate();
        missing = missing == null ? absent(ca) : missing;
        missing = missing == null ? absent(pair) : missing;
        ClientKey key = new ClientKey(
                endpoint.host(),
                endpoint.port(),
                endpoint.protocol(),
                tls == null ? null : tls.hostname(),
                pem(ca),
                pem(pair));
        return new PreparedEndpoint(
                key,
                book.entry(endpoint.host(), endpoint.port()),
                loops,
                path.endsWith("/") ? path.substring(0, path.length() - 1) : path,
                query.toString(),
                queryNames,
                headers,
                secrets,
                missing);
    }

    private static PreparedEndpoint.HeaderValue header(String name, String value) {
        return new PreparedEndpoint.HeaderValue(HttpHeaders.createOptimized(name.toLowerCase(Locale.ROOT)), value);
    }

    private @Nullable String pem(@Nullable String id) {
        return id == null ? null : credentials.values().get(id);
    }

    private @Nullable String absent(@Nullable String id) {
        return id == null || credentials.values().containsKey(id) ? null : "certificate " + id + " has no value yet";
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
