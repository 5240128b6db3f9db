package dev.sluice.engine.jsonrpc;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Walks over JSON text (RFC 8259) without building anything. Strict in everything but the encoding of characters: what is
 * let through here means the same to every parser behind us. Positions are returned; -1 means it is not JSON. The bits of
 * open brackets are scratch space, so an instance belongs to one event loop.
 */
final class JsonText {
    /** Deeper than any call trace of the EVM nests (1,024 calls, two brackets each). */
    static final int MAX_DEPTH = 4096;

    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH = ONES << 7;
    private static final long QUOTES = ONES * '"';
    private static final long ESCAPES = ONES * '\\';
    private static final long BLANKS = ONES * ' ';

    private final long[] objects = new long[MAX_DEPTH / 64];

    static int skipBlank(byte[] b, int at, int to) {
        int i = at;
        while (i < to && (b[i] == ' ' || b[i] == '\n' || b[i] == '\r' || b[i] == '\t')) {
            i++;
        }
        return i;
    }

    /** The position after the value that starts here. */
    int skipValue(byte[] b, int at, int to) {
        int depth = 0;
        int i = at;
        while (true) {
            if (i < 0 || i >= to) {
                return -1;
            }
            byte c = b[i];
            if (c == '{' || c == '[') {
                boolean object = c == '{';
                i = skipBlank(b, i + 1, to);
                if (i < to && b[i] == (object ? '}' : ']')) {
                    i++;
                } else {
                    if (depth == MAX_DEPTH) {
                        return -1;
                    }
                    setObject(depth++, object);
                    i = object ? skipKey(b, i, to) : i;
                    continue;
                }
            } else {
                i = c == '"' ? skipString(b, i, to) : skipScalar(b, i, to);
            }
            // A value has ended: close brackets until one goes on with a comma.
            while (true) {
                if (i < 0 || depth == 0) {
                    return i;
                }
                i = skipBlank(b, i, to);
                if (i >= to) {
                    return -1;
                }
                byte next = b[i++];
                boolean object = isObject(depth - 1);
                if (next == ',') {
                    i = skipBlank(b, i, to);
                    i = object ? skipKey(b, i, to) : i;
                    break;
                }
                if (next != (object ? '}' : ']')) {
                    return -1;
                }
                depth--;
            }
        }
    }

    /** From a key's opening quote to the start of its value. */
    static int skipKey(byte[] b, int at, int to) {
        int i = at < to && b[at] == '"' ? skipString(b, at, to) : -1;
        return i < 0 ? -1 : skipColon(b, i, to);
    }

    /** From the end of a key to the start of its value. */
    static int skipColon(byte[] b, int at, int to) {
        int i = skipBlank(b, at, to);
        return i < to && b[i] == ':' ? skipBlank(b, i + 1, to) : -1;
    }

    /** From the opening quote to after the closing one. */
    static int skipString(byte[] b, int at, int to) {
        int i = at + 1;
        while (true) {
            i = skipPlain(b, i, to);
            if (i >= to) {
                return -1;
            }
            if (b[i] == '"') {
                return i + 1;
            }
            i = b[i] == '\\' ? skipEscape(b, i + 1, to) : -1;
            if (i < 0) {
                return -1;
            }
            i++;
        }
    }

    /**
     * The position of the next quote, backslash or control character. Eight bytes are looked at together: subtracting from a
     * byte what it must be less than borrows into its highest bit, and a byte that was high before does not count. A borrow
     * runs on into the bytes above only, so the lowest bit that is set is right (Warren, Hacker's Delight, 6-1).
     */
    private static int skipPlain(byte[] b, int at, int to) {
        int i = at;
        for (; i + Long.BYTES <= to; i += Long.BYTES) {
            long word = (long) WORDS.get(b, i);
            long quote = word ^ QUOTES;
            long escape = word ^ ESCAPES;
            long found = (((quote - ONES) & ~quote) | ((escape - ONES) & ~escape) | ((word - BLANKS) & ~word)) & HIGH;
            if (found != 0) {
                return i + (Long.numberOfTrailingZeros(found) >> 3);
            }
        }
        while (i < to && b[i] != '"' && b[i] != '\\' && (b[i] >= ' ' || b[i] < 0)) {
            i++;
        }
        return i;
    }

    /** From the character after the backslash to the last of the escape. */
    private static int skipEscape(byte[] b, int at, int to) {
        if (at >= to) {
            return -1;
        }
        return switch (b[at]) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> at;
            case 'u' -> {
                for (int i = at + 1; i <= at + 4; i++) {
                    if (i >= to || Character.digit(b[i], 16) < 0) {
                        yield -1;
                    }
                }
                yield at + 4;
            }
            default -> -1;
        };
    }

    private static int skipScalar(byte[] b, int at, int to) {
        return switch (b[at]) {
            case 't' -> skipWord(b, at, to, "true");
            case 'f' -> skipWord(b, at, to, "false");
            case 'n' -> skipWord(b, at, to, "null");
            default -> skipNumber(b, at, to);
        };
    }

    private static int skipWord(byte[] b, int at, int to, String word) {
        if (to - at < word.length()) {
            return -1;
        }
        for (int i = 0; i < word.length(); i++) {
            if (b[at + i] != word.charAt(i)) {
                return -1;
            }
        }
        return at + word.length();
    }

    private static int skipNumber(byte[] b, int at, int to) {
        int i = b[at] == '-' ? at + 1 : at;
        int whole = skipDigits(b, i, to);
        if (whole == i || (b[i] == '0' && whole > i + 1)) {
            return -1;
        }
        i = whole;
        if (i < to && b[i] == '.') {
            int fraction = skipDigits(b, i + 1, to);
            if (fraction == i + 1) {
                return -1;
            }
            i = fraction;
        }
        if (i < to && (b[i] == 'e' || b[i] == 'E')) {
            int sign = i + 1 < to && (b[i + 1] == '+' || b[i + 1] == '-') ? i + 2 : i + 1;
            int exponent = skipDigits(b, sign, to);
            if (exponent == sign) {
                return -1;
            }
            i = exponent;
        }
        return i;
    }

    private static int skipDigits(byte[] b, int at, int to) {
        int i = at;
        while (i < to && b[i] >= '0' && b[i] <= '9') {
            i++;
        }
        return i;
    }

    private void setObject(int depth, boolean object) {
        long bit = 1L << (depth & 63);
        objects[depth >> 6] = object ? objects[depth >> 6] | bit : objects[depth >> 6] & ~bit;
    }

    private boolean isObject(int depth) {
        return (objects[depth >> 6] & (1L << (depth & 63))) != 0;
    }
}
