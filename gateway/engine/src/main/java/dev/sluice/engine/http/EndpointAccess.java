package dev.sluice.engine.http;

import dev.sluice.contract.snapshot.Credential;
import dev.sluice.contract.snapshot.Credentials;
import dev.sluice.contract.snapshot.Endpoint;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint with its provider's secrets put in place, ready for requests. Made when snapshot or credentials change, not
 * per request. Holds secrets: its text form hides them, and what it builds belongs into a request and nowhere else.
 */
public final class EndpointAccess {
    private static final String PLACEHOLDER = "{credential}";

    private final String pathPrefix;
    private final List<Parameter> query;
    private final List<Parameter> headers;
    private final List<String> missing;
    private final List<String> secrets;

    private record Parameter(String name, String value) {}

    private EndpointAccess(
            String pathPrefix,
            List<Parameter> query,
            List<Parameter> headers,
            List<String> missing,
            List<String> secrets) {
        this.pathPrefix = pathPrefix;
        this.query = List.copyOf(query);
        this.headers = List.copyOf(headers);
        this.missing = List.copyOf(missing);
        this.secrets = List.copyOf(secrets);
    }

    public static EndpointAccess of(Endpoint endpoint, List<Credential> credentials, Credentials values) {
        String path = endpoint.path();
        List<Parameter> query = new ArrayList<>();
        List<Parameter> headers = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        List<String> secrets = new ArrayList<>();
        for (Credential credential : credentials) {
            String secret = values.values().get(credential.id());
            // Files and editors leave a line break at a secret's end; one inside could smuggle in another header.
            String value = secret == null ? "" : secret.strip();
            if (value.isEmpty() || value.chars().anyMatch(c -> c < ' ' || c == 127)) {
                missing.add(credential.id());
                continue;
            }
            secrets.add(value);
            secrets.add(encoded(value));
            switch (credential.place()) {
                case HEADER -> headers.add(new Parameter(credential.name(), value));
                case QUERY -> query.add(new Parameter(encoded(credential.name()), encoded(value)));
                case PATH -> path = path.replace(PLACEHOLDER, encoded(value));
                case BASIC -> headers.add(new Parameter("Authorization", "Basic " + basic(credential.name(), value)));
            }
        }
        return new EndpointAccess(withoutTrailingSlash(path), query, headers, missing, secrets);
    }

    /** Ids of credentials without a usable value; while there are any, nothing should be sent. */
    public List<String> missing() {
        return missing;
    }

    /**
     * The request target: the endpoint's path, the request's path after it, and the query with the client's parameters of
     * our credentials' names taken out.
     *
     * @param path starts with a slash
     * @param clientQuery without its question mark, or null
     */
    public String target(String path, @Nullable String clientQuery) {
        String joined = pathPrefix.isEmpty() ? path : path.equals("/") ? pathPrefix : pathPrefix + path;
        if (query.isEmpty()) {
            return clientQuery == null || clientQuery.isEmpty() ? joined : joined + "?" + clientQuery;
        }
        Set<String> ours = new HashSet<>();
        List<String> parts = new ArrayList<>();
        query.forEach(q -> ours.add(q.name));
        for (String part : clientQuery == null ? new String[0] : clientQuery.split("&", -1)) {
            int equals = part.indexOf('=');
            if (!part.isEmpty() && !ours.contains(equals < 0 ? part : part.substring(0, equals))) {
                parts.add(part);
            }
        }
        query.forEach(q -> parts.add(q.name + "=" + q.value));
        return joined + "?" + String.join("&", parts);
    }

    /** Sets our headers over whatever the client sent under their names. */
    public void addTo(MutableHeaders request) {
        for (int i = 0; i < headers.size(); i++) {
            request.set(headers.get(i).name, headers.get(i).value);
        }
    }

    /** Whether a text from the provider holds one of our secrets, such as a Location that repeats the path. */
    public boolean isRevealedBy(String text) {
        for (int i = 0; i < secrets.size(); i++) {
            if (text.contains(secrets.get(i))) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return "EndpointAccess[headers=" + headers.size() + ", query=" + query.size() + ", missing=" + missing + "]";
    }

    private static String basic(String user, String password) {
        return Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String withoutTrailingSlash(String path) {
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
