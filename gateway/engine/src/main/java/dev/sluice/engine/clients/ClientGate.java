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
    public static final ClientGate OPEN = new ClientGate(new AddressGate(Clients.ANY), false, null, null);

    private static final String AUTHORIZATION = "authorization";
    private static final String BEARER = "Bearer ";
    private static final Admission.Admitted ANYONE = new Admission.Admitted("");

    private final AddressGate addresses;
    private final boolean authenticates;
    private final Authentication.@Nullable ApiKey asked;
    private final @Nullable ApiKeys keys;

    private ClientGate(
            AddressGate addresses,
            boolean authenticates,
            Authentication.@Nullable ApiKey asked,
            @Nullable ApiKeys keys) {
        this.addresses = addresses;
        this.authenticates = authenticates;
        this.asked = asked;
        this.keys = keys;
    }

    /** @param credentials where the keys of clients are found, or are not */
    public static ClientGate of(Clients clients, Credentials credentials) {
        AddressGate addresses = new AddressGate(clients);
        Authentication authentication = clients.authentication();
        if (authentication == null && addresses.isOpen()) {
            return OPEN;
        }
        Authentication.ApiKey asked = authentication == null ? null : authentication.apiKey();
        String text = asked == null ? null : credentials.values().get(asked.keys());
        return new ClientGate(
                addresses, authentication != null, asked, text == null ? null : new ApiKeys(ClientKeys.read(text)));
    }

    /** Whether it has to know where a request comes from. */
    public boolean asksAddress() {
        return !addresses.isOpen();
    }

    /** How to prove who one is, as WWW-Authenticate says it. */
    public String challenge() {
        return asked == null || asked.header().equals(AUTHORIZATION)
                ? "Bearer"
                : "ApiKey header=\"" + asked.header() + "\"";
    }

    /** @param address of the connection, 4 or 16 bytes; may be empty unless {@link #asksAddress} */
    public Admission check(RequestView request, byte[] address) {
        if (!addresses.admits(address)) {
            return Admission.Refused.ADDRESS;
        }
        if (!authenticates) {
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
