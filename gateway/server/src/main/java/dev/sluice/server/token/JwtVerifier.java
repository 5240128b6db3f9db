package dev.sluice.server.token;

import dev.sluice.contract.snapshot.Authentication;
import dev.sluice.contract.snapshot.ClientKeys;
import dev.sluice.engine.clients.Admission;
import dev.sluice.engine.clients.TokenVerifier;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Judges JSON Web Tokens as one policy wants them: signature, issuer, audience, times, and a claim that names the client. One that
 * was good is remembered by its digest until it ends, so that a client pays for a signature check once. Thread-safe.
 */
final class JwtVerifier implements TokenVerifier {
    private static final int MOST_REMEMBERED = 10_000;

    private static final int MOST_CHARACTERS = 8_192;
    private static final int MOST_NAME = 128;
    /** Clocks of issuers and gateways differ by that much at most. */
    private static final long SKEW_MILLIS = 60_000;

    private static final long MILLIS = 1_000;

    private record Good(Admission.Admitted client, long fromMillis, long untilMillis) {
        boolean holds(long nowMillis) {
            return nowMillis >= fromMillis && nowMillis < untilMillis;
        }
    }

    private final Authentication.Jwt wanted;
    private final int mostRemembered;
    private final JwtSignatures signatures;
    private final ConcurrentHashMap<String, Good> remembered = new ConcurrentHashMap<>();

    JwtVerifier(Authentication.Jwt wanted) {
        this(wanted, MOST_REMEMBERED);
    }

    JwtVerifier(Authentication.Jwt wanted, int mostRemembered) {
        this.wanted = wanted;
        this.mostRemembered = mostRemembered;
        signatures = new JwtSignatures(wanted.keys());
    }

    @Override
    public Admission verify(String token, long nowMillis) {
        if (signatures.isEmpty()) {
            return Admission.Refused.UNDECIDABLE;
        }
        if (token.length() > MOST_CHARACTERS) {
            return Admission.Refused.UNKNOWN;
        }
        String digest = ClientKeys.digest(token);
        Good good = remembered.get(digest);
        if (good == null) {
            good = judge(token);
            if (good != null && good.holds(nowMillis)) {
                remember(digest, good, nowMillis);
            }
        }
        return good != null && good.holds(nowMillis) ? good.client : Admission.Refused.UNKNOWN;
    }

    int remembered() {
        return remembered.size();
    }

    private void remember(String digest, Good good, long nowMillis) {
        if (remembered.size() >= mostRemembered) {
            remembered.values().removeIf(each -> !each.holds(nowMillis));
        }
        if (remembered.size() >= mostRemembered) {
            // All of them are verified again, once each.
            remembered.clear();
        }
        remembered.put(digest, good);
    }

    /** Whom it is of and for how long, whatever the time is; null where it is not to be trusted. */
    private @Nullable Good judge(String token) {
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3) {
            return null;
        }
        try {
            JsonObject head = json(parts[0]);
            JsonObject claims = json(parts[1]);
            byte[] signed = (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII);
            byte[] signature = Base64.getUrlDecoder().decode(parts[2]);
            boolean trusted = !head.containsKey("crit")
                    && wanted.issuer().equals(claims.getString("iss"))
                    && isForUs(claims.getValue("aud"))
                    && signatures.verify(head.getString("alg", ""), head.getString("kid", ""), signed, signature);
            return trusted ? good(claims) : null;
        } catch (DecodeException | IllegalArgumentException | ClassCastException e) {
            // Not what it should be, and whose fault that is nobody can say.
            return null;
        }
    }

    /** A token without an end is none: a lost one would hold for ever. */
    private @Nullable Good good(JsonObject claims) {
        Number ends = claims.getNumber("exp");
        Number begins = claims.getNumber("nbf");
        if (ends == null || !(claims.getValue(wanted.tenantClaim()) instanceof String name) || !isName(name)) {
            return null;
        }
        return new Good(
                new Admission.Admitted(name),
                begins == null ? Long.MIN_VALUE : begins.longValue() * MILLIS - SKEW_MILLIS,
                ends.longValue() * MILLIS + SKEW_MILLIS);
    }

    private boolean isForUs(@Nullable Object audience) {
        if (wanted.audiences().isEmpty()) {
            return true;
        }
        return audience instanceof JsonArray several
                ? several.stream().anyMatch(wanted.audiences()::contains)
                : audience instanceof String one && wanted.audiences().contains(one);
    }

    /** It goes into logs and is counted by: visible ASCII that needs no escaping. */
    private static boolean isName(String name) {
        return !name.isEmpty()
                && name.length() <= MOST_NAME
                && name.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '"' && c != '\\');
    }

    private static JsonObject json(String part) {
        return new JsonObject(new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8));
    }
}
