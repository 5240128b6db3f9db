package dev.sluice.server.proxy;

import java.nio.charset.StandardCharsets;

/** Reads the block number out of a probe's answer: a hexadecimal string as Ethereum writes it, or a plain number. */
final class HeadBlock {
    static final long UNKNOWN = -1;
    private static final int MAX_HEX_DIGITS = 15;
    private static final int MAX_DIGITS = 18;

    private HeadBlock() {}

    static long of(byte[] body, int from, int to) {
        String text = new String(body, from, to - from, StandardCharsets.ISO_8859_1);
        int key = text.indexOf("\"result\"");
        int at = key < 0 ? -1 : text.indexOf(':', key) + 1;
        if (at <= 0) {
            return UNKNOWN;
        }
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '"')) {
            at++;
        }
        boolean hex = text.startsWith("0x", at);
        int start = hex ? at + 2 : at;
        int radix = hex ? 16 : 10;
        int end = start;
        while (end < text.length() && Character.digit(text.charAt(end), radix) >= 0) {
            end++;
        }
        int digits = end - start;
        return digits == 0 || digits > (hex ? MAX_HEX_DIGITS : MAX_DIGITS)
                ? UNKNOWN
                : Long.parseLong(text, start, end, radix);
    }
}
