package dev.sluice.engine.writes;

import dev.sluice.engine.jsonrpc.JsonRpcCall;
import dev.sluice.engine.jsonrpc.JsonRpcParamsScanner;
import dev.sluice.engine.jsonrpc.JsonValues;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Reads a signed transaction out of {@code eth_sendRawTransaction} and says by which hash the chain will know it. */
public final class RawTransaction {
    private static final String METHOD = "eth_sendRawTransaction";

    /** Transactions with blobs travel with them, but are hashed without (EIP-4844). */
    private static final int WITH_BLOBS = 3;

    /** Types 1 to 4 (EIP-2930, 1559, 4844, 7702) and legacy ones; other chains hash types of their own in ways of their own. */
    private static final int LAST_TYPE = 4;

    private static final int LIST = 0xc0;
    private static final int LONG_LIST = 0xf7;

    private RawTransaction() {}

    public static boolean isSentBy(byte[] body, JsonRpcCall call) {
        return call.isMethod(body, METHOD);
    }

    /** The hash as {@code 0x} and 64 digits; null where it cannot be told: no such transaction, or of a type that is not known. */
    public static @Nullable String hash(byte[] body, JsonRpcCall call) {
        JsonRpcParamsScanner params = new JsonRpcParamsScanner();
        if (!params.scan(body, call) || params.from() == params.to()) {
            return null;
        }
        JsonValues values = new JsonValues();
        int at = values.element(body, params.from(), params.to(), 0);
        int end = at < 0 || body[at] != '"' ? -1 : closingQuote(body, at + 1, params.to());
        if (end < at + 3 || body[at + 1] != '0' || body[at + 2] != 'x') {
            return null;
        }
        try {
            byte[] raw = HexFormat.of().parseHex(new String(body, at + 3, end - at - 3, StandardCharsets.ISO_8859_1));
            byte[] hashed = signed(raw);
            return hashed == null ? null : "0x" + HexFormat.of().formatHex(Keccak256.hash(hashed));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static int closingQuote(byte[] body, int from, int to) {
        int i = from;
        while (i < to && body[i] != '"') {
            i++;
        }
        return i < to ? i : -1;
    }

    /** The bytes that are hashed. */
    private static byte @Nullable [] signed(byte[] raw) {
        int first = raw.length == 0 ? 0 : raw[0] & 0xff;
        if (first >= LIST) {
            return raw;
        }
        if (first < 1 || first > LAST_TYPE) {
            return null;
        }
        return first == WITH_BLOBS ? withoutBlobs(raw) : raw;
    }

    /** {@code 3 || [[fields], blobs, commitments, proofs]} is hashed as {@code 3 || [fields]}; one without blobs as it is. */
    private static byte @Nullable [] withoutBlobs(byte[] raw) {
        int inner = raw.length < 2 ? -1 : payload(raw, 1);
        if (inner < 0 || inner >= raw.length || (raw[inner] & 0xff) < LIST) {
            return raw;
        }
        int from = payload(raw, inner);
        long end = from < 0 ? -1 : from + length(raw, inner);
        if (end < 0 || end > raw.length) {
            return null;
        }
        byte[] fields = Arrays.copyOfRange(raw, inner - 1, (int) end);
        fields[0] = WITH_BLOBS;
        return fields;
    }

    /** Where the content of the list that starts here starts; -1 where none does. */
    private static int payload(byte[] raw, int at) {
        int first = raw[at] & 0xff;
        int digits = Math.max(0, first - LONG_LIST);
        return first < LIST || at + 1 + digits > raw.length ? -1 : at + 1 + digits;
    }

    private static long length(byte[] raw, int at) {
        int first = raw[at] & 0xff;
        if (first <= LONG_LIST) {
            return first - LIST;
        }
        long length = 0;
        for (int i = 1; i <= Math.min(7, first - LONG_LIST); i++) {
            length = length << 8 | raw[at + i] & 0xff;
        }
        return length;
    }
}
