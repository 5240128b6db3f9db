package dev.sluice.contract.snapshot;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How clients prove who they are; any of the ways given will do.
 *
 * @param apiKey by a key that was given to them; null where keys are not taken
 * @param jwt by a token that somebody trusted has signed; null where tokens are not taken
 */
public record Authentication(
        @Nullable ApiKey apiKey, @Nullable Jwt jwt) {
    public static final String AUTHORIZATION = "authorization";

    /** By keys alone. */
    public Authentication(ApiKey apiKey) {
        this(apiKey, null);
    }

    /**
     * A key in a header.
     *
     * @param header in lower case
     * @param keys id of the {@link ClientKeys} in {@link Credentials}
     */
    public record ApiKey(String header, String keys) {}

    /**
     * A JSON Web Token (RFC 7519) as bearer in header {@code authorization}.
     *
     * @param issuer its {@code iss}
     * @param audiences of which its {@code aud} names one; empty for any
     * @param tenantClaim whose value is the client's name
     * @param keys that may have signed it; without any no token can be judged
     */
    public record Jwt(String issuer, List<String> audiences, String tenantClaim, List<JwtKey> keys) {
        public Jwt {
            audiences = List.copyOf(audiences);
            keys = List.copyOf(keys);
        }
    }

    /**
     * A public key. It verifies signatures of its one algorithm, whatever a token says.
     *
     * @param id by which tokens name it; {@code ""} where they do not
     * @param spki its SubjectPublicKeyInfo in base64
     */
    public record JwtKey(String id, Algorithm algorithm, String spki) {}

    /** As RFC 7518 and RFC 8037 name them. */
    public enum Algorithm {
        RS256,
        ES256,
        EDDSA
    }

    /** Headers that carry what proves it, in lower case: nobody else's to see. */
    public List<String> headers() {
        return Stream.concat(
                        Stream.ofNullable(apiKey).map(ApiKey::header),
                        Stream.ofNullable(jwt).map(token -> AUTHORIZATION))
                .distinct()
                .toList();
    }
}
