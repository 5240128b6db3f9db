package dev.sluice.simulation.chain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Transactions that clients sent. Sending one again is harmless, as on a real chain: the hash is the content's. Shared
 * by all providers of a chain, whichever thread they answer on.
 */
final class Mempool {
    private static final int MOST = 10_000;

    private final Map<String, Long> headWhenSent = new LinkedHashMap<>();

    synchronized String accept(String raw, long headNumber) {
        String hash = hash(raw);
        headWhenSent.putIfAbsent(hash, headNumber);
        if (headWhenSent.size() > MOST) {
            headWhenSent.remove(headWhenSent.keySet().iterator().next());
        }
        return hash;
    }

    /** The block it is mined in, which may be yet to come. */
    synchronized OptionalLong blockOf(String hash) {
        Long head = headWhenSent.get(hash.toLowerCase(Locale.ROOT));
        return head == null ? OptionalLong.empty() : OptionalLong.of(head + 1);
    }

    private static String hash(String raw) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA3-256")
                    .digest(raw.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII));
            return "0x" + HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA3-256", e);
        }
    }
}
