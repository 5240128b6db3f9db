package dev.sluice.engine.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.contract.snapshot.Credential;
import dev.sluice.contract.snapshot.Credential.Place;
import dev.sluice.contract.snapshot.Credentials;
import dev.sluice.contract.snapshot.Endpoint;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class EndpointAccessTest {
    private static final Credentials SECRETS =
            new Credentials(1, Map.of("s/path", "k/1 ?", "s/plain", "secret\n", "s/evil", "a\r\nX-Admin: 1"));

    private static EndpointAccess access(String path, Credential... credentials) {
        Endpoint endpoint = new Endpoint("h", 80, true, path, null, Endpoint.Protocol.HTTP1, null);
        return EndpointAccess.of(endpoint, List.of(credentials), SECRETS);
    }

    private static Map<String, String> headers(EndpointAccess access, String... before) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (int i = 0; i < before.length; i += 2) {
            headers.put(before[i], before[i + 1]);
        }
        access.addTo(new MutableHeaders() {
            @Override
            public void set(String name, String value) {
                headers.put(name, value);
            }

            @Override
            public void add(String name, String value) {
                headers.merge(name, value, (a, b) -> a + "," + b);
            }

            @Override
            public void remove(String name) {
                headers.remove(name);
            }
        });
        return headers;
    }

    @Test
    void joinsTheEndpointsPathAndTheRequests() {
        assertEquals("/", access("").target("/", null));
        assertEquals("/a?b=1", access("").target("/a", "b=1"));
        assertEquals("/v2", access("/v2").target("/", ""));
        assertEquals("/v2/a/", access("/v2/").target("/a/", null));
    }

    @Test
    void putsASecretIntoThePathEncoded() {
        assertEquals(
                "/v2/k%2F1%20%3F/x",
                access("/v2/{credential}", new Credential(Place.PATH, "", "s/path"))
                        .target("/x", null));
    }

    @Test
    void putsASecretIntoTheQueryInPlaceOfTheClients() {
        EndpointAccess access = access("", new Credential(Place.QUERY, "key", "s/plain"));

        assertEquals("/?a=1&b&key=secret", access.target("/", "key=stolen&a=1&key&b"));
        assertEquals("/?key=secret", access.target("/", null));
    }

    @Test
    void setsHeadersOverTheClients() {
        EndpointAccess access = access(
                "",
                new Credential(Place.HEADER, "X-Api-Key", "s/plain"),
                new Credential(Place.BASIC, "user", "s/plain"));

        assertEquals(
                Map.of("X-Api-Key", "secret", "Authorization", "Basic dXNlcjpzZWNyZXQ="),
                headers(access, "x-api-key", "mine", "authorization", "Bearer mine"));
    }

    @Test
    void namesWhatIsMissingOrCannotBeSent() {
        EndpointAccess access = access(
                "",
                new Credential(Place.HEADER, "A", "s/none"),
                new Credential(Place.HEADER, "B", "s/evil"),
                new Credential(Place.HEADER, "C", "s/plain"));

        assertEquals(List.of("s/none", "s/evil"), access.missing());
        assertEquals(Map.of("C", "secret"), headers(access));
    }

    @Test
    void itsTextHidesSecrets() {
        EndpointAccess access = access(
                "/{credential}",
                new Credential(Place.PATH, "", "s/plain"),
                new Credential(Place.QUERY, "k", "s/plain"),
                new Credential(Place.HEADER, "A", "s/plain"));

        assertFalse(access.toString().contains("secret"), access::toString);
        assertTrue(access.target("/", null).contains("secret"));
    }
}
