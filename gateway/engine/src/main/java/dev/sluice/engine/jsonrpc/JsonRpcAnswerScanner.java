package dev.sluice.engine.jsonrpc;

/**
 * Walks over the answers in a body, to match them with calls and give them other ids. What two parsers could read
 * differently (a member given twice, in another case or with escapes) is no answer: with it a provider could answer calls it
 * was not asked.
 *
 * <p>Holds scratch space, belongs to one event loop, allocates nothing.
 */
public final class JsonRpcAnswerScanner {
    private final JsonText json = new JsonText();

    /** Reads the answer, or the first of an array; false where there is none, or where the body is not JSON. */
    public boolean first(byte[] body, int from, int to, JsonRpcAnswer answer) {
        answer.clear();
        int at = JsonText.skipBlank(body, from, to);
        int end = at < to ? json.skipValue(body, at, to) : -1;
        if (end < 0 || JsonText.skipBlank(body, end, to) < to) {
            return false;
        }
        answer.inArray = body[at] == '[';
        if (answer.inArray) {
            at = JsonText.skipBlank(body, at + 1, to);
            if (body[at] == ']') {
                return false;
            }
        }
        read(body, at, to, answer);
        return true;
    }

    /** Moves to the next answer of an array; false after the last. */
    public boolean next(byte[] body, int to, JsonRpcAnswer answer) {
        int at = JsonText.skipBlank(body, answer.to, to);
        if (at >= to || body[at] != ',') {
            return false;
        }
        read(body, JsonText.skipBlank(body, at + 1, to), to, answer);
        return true;
    }

    private void read(byte[] body, int at, int to, JsonRpcAnswer answer) {
        answer.clear();
        answer.from = at;
        answer.to = json.skipValue(body, at, to);
        answer.plain = body[at] == '{';
        int i = answer.plain ? JsonText.skipBlank(body, at + 1, to) : at;
        while (answer.plain && body[i] != '}') {
            int keyTo = JsonText.skipString(body, i, to) - 1;
            int valueFrom = JsonText.skipKey(body, i, to);
            int valueTo = json.skipValue(body, valueFrom, to);
            answer.plain = readMember(body, i + 1, keyTo, valueFrom, valueTo, answer);
            i = JsonText.skipBlank(body, valueTo, to);
            i = body[i] == ',' ? JsonText.skipBlank(body, i + 1, to) : i;
        }
    }

    private static boolean readMember(
            byte[] body, int keyFrom, int keyTo, int valueFrom, int valueTo, JsonRpcAnswer answer) {
        if (AsciiText.hasEscape(body, keyFrom, keyTo)) {
            return false;
        }
        if (AsciiText.equalsIgnoreCase(body, keyFrom, keyTo, "id")) {
            boolean plain = answer.idFrom < 0 && AsciiText.equals(body, keyFrom, keyTo, "id");
            answer.idFrom = valueFrom;
            answer.idTo = valueTo;
            return plain;
        }
        if (AsciiText.equalsIgnoreCase(body, keyFrom, keyTo, "result")) {
            boolean plain = answer.resultFrom < 0 && AsciiText.equals(body, keyFrom, keyTo, "result");
            answer.resultFrom = valueFrom;
            answer.resultTo = valueTo;
            return plain;
        }
        if (AsciiText.equalsIgnoreCase(body, keyFrom, keyTo, "error")) {
            boolean plain = answer.errorFrom < 0 && AsciiText.equals(body, keyFrom, keyTo, "error");
            // An error of null is none, as older servers say it.
            answer.errorFrom = plain && body[valueFrom] == 'n' ? -1 : valueFrom;
            return plain;
        }
        return true;
    }
}
