package dev.sluice.engine.clients;

import dev.sluice.contract.snapshot.Authentication;
import dev.sluice.contract.snapshot.ClientKeys;
import dev.sluice.contract.snapshot.Clients;
import dev.sluice.contract.snapshot.Credentials;
import dev.sluice.engine.clients.Admission.Refused;
import dev.sluice.engine.match.RequestView;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Decides for one policy, by the head of a request alone, whether its client is let in. Never open for want of a key. */
public final class ClientGate {
    /** Lets in anyone. */
    public static final ClientGate OPEN = new ClientGate(new AddressGate(Clients.ANY), null, null, null);

    private static final String BEARER = "Bearer ";
    private static final Admission.Admitted ANYONE = new Admission.Admitted("");

    private final AddressGate addresses;
    private final @Nullable Authentication authentication;
    private final @Nullable ApiKeys keys;
    private final @Nullable TokenVerifier tokens;

    private ClientGate(
            AddressGate addresses,
            @Nullable Authentication authentication,
            @Nullable ApiKeys keys,
            @Nullable TokenVerifier tokens) {
        this.addresses = addresses;
        this.authentication = authentication;
        this.keys = keys;
        this.tokens = tokens;
    }

    /**
     * @param credentials where the keys of clients are found, or are not
     * @param verifiers who judges tokens
     */
    public static ClientGate of(
            Clients clients, Credentials credentials, Function<Authentication.Jwt, TokenVerifier> verifiers) {
        AddressGate addresses = new AddressGate(clients);
        Authentication authentication = clients.authentication();
        if (authentication == null) {
            return addresses.isOpen() ? OPEN : new ClientGate(addresses, null, null, null);
        }
        Authentication.ApiKey asked = authentication.apiKey();
        String text = asked == null ? null : credentials.values().get(asked.keys());
        return new ClientGate(
                addresses,
                authentication,
                text == null ? null : new ApiKeys(ClientKeys.read(text)),
                authentication.jwt() == null ? null : verifiers.apply(authentication.jwt()));
    }

    /** Whether it has to know where a request comes from. */
    public boolean asksAddress() {
        return !addresses.isOpen();
    }

    /** How to prove who one is, as WWW-Authenticate says it. */
    public String challenge() {
        List<String> ways = new ArrayList<>();
        if (authentication != null) {
            for (String header : authentication.headers()) {
                ways.add(header.equals(Authentication.AUTHORIZATION) ? "Bearer" : "ApiKey header=\"" + header + "\"");
            }
        }
        return String.join(", ", ways);
    }

    /**
     * @param address of the connection, 4 or 16 bytes; may be empty unless {@link #asksAddress}
     * @param nowMillis wall clock
     */
    public Admission check(RequestView request, byte[] address, long nowMillis) {
        if (!addresses.admits(address)) {
            return Refused.ADDRESS;
        }
        if (authentication == null) {
            return ANYONE;
        }
        Admission byKey = byKey(request, authentication);
        return byKey instanceof Refused one && tokens != null
                ? better(one, byToken(request, tokens, nowMillis))
                : byKey;
    }

    private Admission byKey(RequestView request, Authentication ways) {
        Authentication.ApiKey asked = ways.apiKey();
        if (asked == null) {
            return Refused.UNPROVEN;
        }
        if (keys == null) {
            return Refused.UNDECIDABLE;
        }
        String shown = request.header(asked.header());
        if (shown == null) {
            return Refused.UNPROVEN;
        }
        Admission.Admitted client = keys.find(isBearer(shown) ? shown.substring(BEARER.length()) : shown);
        return client == null ? Refused.UNKNOWN : client;
    }

    private static Admission byToken(RequestView request, TokenVerifier tokens, long nowMillis) {
        String shown = request.header(Authentication.AUTHORIZATION);
        return shown == null || !isBearer(shown)
                ? Refused.UNPROVEN
                : tokens.verify(shown.substring(BEARER.length()), nowMillis);
    }

    /** Of two refusals the one that says more. */
    private static Admission better(Refused one, Admission other) {
        return other instanceof Refused second && second.compareTo(one) < 0 ? one : other;
    }

    private static boolean isBearer(String shown) {
        return shown.regionMatches(true, 0, BEARER, 0, BEARER.length());
    }
}
