package dev.sluice.engine.jsonrpc;

/**
 * Finds values in text known to be JSON, without building anything. Positions are returned, -1 for what is not there. Holds
 * scratch space, belongs to one event loop.
 */
public final class JsonValues {
    private final JsonText json = new JsonText();

    /** The position after the value that starts here. */
    public int end(byte[] body, int at, int to) {
        return json.skipValue(body, at, to);
    }

    /** The start of a member's value in the object that starts here; the first of several. */
    public int member(byte[] body, int at, int to, String name) {
        if (body[at] != '{') {
            return -1;
        }
        int i = JsonText.skipBlank(body, at + 1, to);
        while (body[i] != '}') {
            int keyTo = JsonText.skipString(body, i, to) - 1;
            int value = JsonText.skipKey(body, i, to);
            if (AsciiText.equals(body, i + 1, keyTo, name)) {
                return value;
            }
            i = afterComma(body, value, to);
        }
        return -1;
    }

    /** The start of the n-th element, from 0, of the array that starts here. */
    public int element(byte[] body, int at, int to, int n) {
        if (body[at] != '[') {
            return -1;
        }
        int i = JsonText.skipBlank(body, at + 1, to);
        for (int left = n; body[i] != ']'; left--) {
            if (left == 0) {
                return i;
            }
            i = afterComma(body, i, to);
        }
        return -1;
    }

    /** Whether two values are written alike, but for the case of letters. */
    public boolean equalIgnoringCase(byte[] one, int at, byte[] other, int otherAt) {
        int length = json.skipValue(one, at, one.length) - at;
        if (json.skipValue(other, otherAt, other.length) - otherAt != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (lower(one[at + i]) != lower(other[otherAt + i])) {
                return false;
            }
        }
        return true;
    }

    private static int lower(byte c) {
        return c >= 'A' && c <= 'Z' ? c + 32 : c;
    }

    /** Whether null, an empty list, object or text starts here: something that may be more at another provider. */
    public static boolean isNothing(byte[] body, int at, int to) {
        return switch (body[at]) {
            case 'n' -> true;
            case '[' -> body[JsonText.skipBlank(body, at + 1, to)] == ']';
            case '{' -> body[JsonText.skipBlank(body, at + 1, to)] == '}';
            case '"' -> body[at + 1] == '"';
            default -> false;
        };
    }

    /** From a value's start to the next key or value, or to the bracket that closes. */
    private int afterComma(byte[] body, int value, int to) {
        int i = JsonText.skipBlank(body, json.skipValue(body, value, to), to);
        return body[i] == ',' ? JsonText.skipBlank(body, i + 1, to) : i;
    }
}
