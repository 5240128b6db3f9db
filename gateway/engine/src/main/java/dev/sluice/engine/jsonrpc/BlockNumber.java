package dev.sluice.engine.jsonrpc;

/** Reads block numbers as nodes write them: a hexadecimal string, or a plain number. */
public final class BlockNumber {
    public static final long UNKNOWN = -1;
    private static final int MAX_HEX_DIGITS = 15;
    private static final int MAX_DIGITS = 18;

    private BlockNumber() {}

    /** @param at where a JSON value starts; {@link #UNKNOWN} unless it is a number of a sensible size */
    public static long of(byte[] body, int at, int to) {
        boolean hex = at + 2 < to && body[at] == '"' && body[at + 1] == '0' && body[at + 2] == 'x';
        int radix = hex ? 16 : 10;
        int from = hex ? at + 3 : at;
        long number = 0;
        int i = from;
        for (; i < to; i++) {
            int digit = Character.digit(body[i], radix);
            if (digit < 0) {
                break;
            }
            if (i - from >= (hex ? MAX_HEX_DIGITS : MAX_DIGITS)) {
                return UNKNOWN;
            }
            number = number * radix + digit;
        }
        boolean whole = hex ? i < to && body[i] == '"' : i == to || isEnd(body[i]);
        return i > from && whole ? number : UNKNOWN;
    }

    private static boolean isEnd(byte c) {
        return c == ',' || c == '}' || c == ']' || c == ' ' || c == '\n' || c == '\r' || c == '\t';
    }
}
