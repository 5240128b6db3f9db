package dev.sluice.contract.delivery;

import dev.sluice.contract.codec.CodecException;
import dev.sluice.contract.codec.ContractCodec;
import dev.sluice.contract.snapshot.Credentials;
import java.util.Map;

/** The data of the credentials Secret: one key, so that ids may hold what a Secret's keys may not. */
public final class CredentialsData {
    /** Most a Secret holds, less room for what others put on it. */
    public static final int MAX_BYTES = 1000 * 1024;

    private static final String KEY = "credentials";
    private static final ContractCodec CODEC = new ContractCodec();

    private CredentialsData() {}

    /** Not bounded here: the writer compares with {@link #MAX_BYTES}. Equal credentials give equal bytes. */
    public static Map<String, byte[]> write(Credentials credentials) {
        return Map.of(KEY, CODEC.write(credentials));
    }

    /** @throws CodecException with a message that holds no value */
    public static Credentials read(Map<String, byte[]> data) throws CodecException {
        byte[] bytes = data.get(KEY);
        if (bytes == null) {
            throw new CodecException("the credentials Secret has no key " + KEY);
        }
        return CODEC.readCredentials(bytes);
    }
}
