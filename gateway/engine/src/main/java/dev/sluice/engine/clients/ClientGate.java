package dev.sluice.engine.clients;

import dev.sluice.contract.snapshot.Authentication;
import dev.sluice.contract.snapshot.ClientKeys;
import dev.sluice.contract.snapshot.Clients;
import dev.sluice.contract.snapshot.Credentials;
import dev.sluice.engine.match.RequestView;
import org.jspecify.annotations.Nullable;

/** Decides for one policy, by the head of a request alone, whether its client is let in. Never open for want of a key. */
public final class ClientGate {
    /** Lets in anyone. */
    public static final ClientGate OPEN = new ClientGate(null, null);

    private static final String AUTHORIZATION = "authorization";
    private static final String BEARER = "Bearer ";
    private static final Admission.Admitted ANYONE = new Admission.Admitted("");

    private final Authentication.@Nullable ApiKey asked;
    private final @Nullable ApiKeys keys;

    private ClientGate(Authentication.@Nullable ApiKey asked, @Nullable ApiKeys keys) {
        this.asked = asked;
        this.keys = keys;
    }

    /** @param credentials where the keys of clients are found, or are not */
    public static ClientGate of(Clients clients, Credentials credentials) {
        Authentication authentication = clients.authentication();
        if (authentication == null) {
            return OPEN;
        }
        Authentication.ApiKey asked = authentication.apiKey();
        String text = asked == null ? null : credentials.values().get(asked.keys());
        return new ClientGate(asked, text == null ? null : new ApiKeys(ClientKeys.read(text)));
    }

    /** How to prove who one is, as WWW-Authenticate says it. */
    public String challenge() {
        return asked == null || asked.header().equals(AUTHORIZATION)
                ? "Bearer"
                : "ApiKey header=\"" + asked.header() + "\"";
    }

    public Admission check(RequestView request) {
        if (this == OPEN) {
            return ANYONE;
        }
        if (asked == null || keys == null) {
            return Admission.Refused.UNDECIDABLE;
        }
        String shown = request.header(asked.header());
        if (shown == null) {
            return Admission.Refused.UNPROVEN;
        }
        boolean bearer = shown.regionMatches(true, 0, BEARER, 0, BEARER.length());
        Admission.Admitted client = keys.find(bearer ? shown.substring(BEARER.length()) : shown);
        return client == null ? Admission.Refused.UNKNOWN : client;
    }
}
