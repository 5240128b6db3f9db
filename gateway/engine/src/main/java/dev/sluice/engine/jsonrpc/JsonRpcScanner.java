package dev.sluice.engine.jsonrpc;

/**
 * One pass over a request body: is it JSON-RPC, and where are method and id?
 *
 * <p>What two parsers could understand differently is refused, since policy is decided here and executed elsewhere: a
 * method or id given twice, keys with escapes or in another case (Go's parser ignores case), a method with escapes.
 *
 * <p>Holds scratch space, belongs to one event loop, allocates nothing.
 */
public final class JsonRpcScanner {
    private final JsonText json = new JsonText();
    private int entries;

    /** @param call filled with the only call, or the first of a batch; go on with {@link #next} */
    public JsonRpcKind scan(byte[] body, int from, int to, JsonRpcCall call) {
        call.clear();
        entries = 1;
        int at = JsonText.skipBlank(body, from, to);
        if (at >= to) {
            return JsonRpcKind.MALFORMED;
        }
        int end = body[at] == '{' ? readCall(body, at, to, call) : -1;
        if (end >= 0 && JsonText.skipBlank(body, end, to) == to) {
            return JsonRpcKind.SINGLE;
        }
        end = json.skipValue(body, at, to);
        if (end < 0 || JsonText.skipBlank(body, end, to) < to) {
            call.clear();
            return JsonRpcKind.MALFORMED;
        }
        return body[at] == '[' ? ofArray(body, at, to, call) : JsonRpcKind.NOT_JSONRPC;
    }

    /** Entries of the array that was scanned last; 1 for what is no array. */
    public int entries() {
        return entries;
    }

    /** Goes back to the first call of a body that {@link #scan} accepted. */
    public void first(byte[] body, int from, int to, JsonRpcCall call) {
        int at = JsonText.skipBlank(body, from, to);
        readCall(body, body[at] == '[' ? JsonText.skipBlank(body, at + 1, to) : at, to, call);
    }

    /** Moves to the next call of a batch that {@link #scan} accepted; false after the last. */
    public boolean next(byte[] body, int to, JsonRpcCall call) {
        int at = JsonText.skipBlank(body, call.to, to);
        if (at >= to || body[at] != ',') {
            return false;
        }
        return readCall(body, JsonText.skipBlank(body, at + 1, to), to, call) >= 0;
    }

    /**
     * Fills {@code entry} with the first of a non-empty array that {@link #scan} took for JSON, whether it is a call or not; see {@link
     * JsonRpcCall#isCall}.
     */
    public void firstEntry(byte[] body, int from, int to, JsonRpcCall entry) {
        readEntry(body, JsonText.skipBlank(body, JsonText.skipBlank(body, from, to) + 1, to), to, entry);
    }

    /** Fills {@code entry} with the one after another; false after the last. */
    public boolean nextEntry(byte[] body, int to, JsonRpcCall before, JsonRpcCall entry) {
        int at = JsonText.skipBlank(body, before.to, to);
        if (body[at] != ',') {
            return false;
        }
        readEntry(body, JsonText.skipBlank(body, at + 1, to), to, entry);
        return true;
    }

    private JsonRpcKind ofArray(byte[] body, int at, int to, JsonRpcCall call) {
        int first = JsonText.skipBlank(body, at + 1, to);
        if (body[first] == ']') {
            return JsonRpcKind.NOT_JSONRPC;
        }
        entries = 0;
        boolean calls = true;
        int i = first;
        while (true) {
            entries++;
            int end = readCall(body, i, to, call);
            calls &= end >= 0;
            i = JsonText.skipBlank(body, end < 0 ? json.skipValue(body, i, to) : end, to);
            if (body[i] == ']') {
                break;
            }
            i = JsonText.skipBlank(body, i + 1, to);
        }
        readCall(body, first, to, call);
        return calls ? JsonRpcKind.BATCH : JsonRpcKind.MIXED;
    }

    /** Of what is no call, the id is read where nobody could read another one. */
    private void readEntry(byte[] body, int at, int to, JsonRpcCall entry) {
        if (readCall(body, at, to, entry) >= 0) {
            return;
        }
        entry.clear();
        entry.from = at;
        entry.to = json.skipValue(body, at, to);
        boolean plain = body[at] == '{';
        int i = plain ? JsonText.skipBlank(body, at + 1, to) : at;
        while (plain && body[i] != '}') {
            int keyTo = JsonText.skipString(body, i, to) - 1;
            int valueFrom = JsonText.skipKey(body, i, to);
            int valueTo = json.skipValue(body, valueFrom, to);
            plain = !AsciiText.hasEscape(body, i + 1, keyTo)
                    && (!AsciiText.equalsIgnoreCase(body, i + 1, keyTo, "id")
                            || readId(body, i + 1, keyTo, valueFrom, valueTo, entry));
            i = JsonText.skipBlank(body, valueTo, to);
            i = body[i] == ',' ? JsonText.skipBlank(body, i + 1, to) : i;
        }
        entry.idFrom = plain ? entry.idFrom : -1;
    }

    /** Reads the object that starts here; -1 when it is not a call or no JSON, else the position after it. */
    private int readCall(byte[] body, int at, int to, JsonRpcCall call) {
        call.clear();
        if (body[at] != '{') {
            return -1;
        }
        int i = at;
        do {
            i = JsonText.skipBlank(body, i + 1, to);
            int keyEnd = i < to && body[i] == '"' ? JsonText.skipString(body, i, to) : -1;
            int valueFrom = keyEnd < 0 ? -1 : JsonText.skipColon(body, keyEnd, to);
            int valueTo = valueFrom < 0 ? -1 : json.skipValue(body, valueFrom, to);
            if (valueTo < 0 || !readMember(body, i + 1, keyEnd - 1, valueFrom, valueTo, call)) {
                return -1;
            }
            i = JsonText.skipBlank(body, valueTo, to);
        } while (i < to && body[i] == ',');
        call.from = at;
        call.to = i + 1;
        return i < to && body[i] == '}' && call.methodFrom >= 0 ? call.to : -1;
    }

    private static boolean readMember(
            byte[] body, int keyFrom, int keyTo, int valueFrom, int valueTo, JsonRpcCall call) {
        if (AsciiText.hasEscape(body, keyFrom, keyTo)) {
            return false;
        }
        if (AsciiText.equalsIgnoreCase(body, keyFrom, keyTo, "method")) {
            boolean plain = call.methodFrom < 0
                    && AsciiText.equals(body, keyFrom, keyTo, "method")
                    && body[valueFrom] == '"'
                    && isPlain(body, valueFrom + 1, valueTo - 1);
            call.methodFrom = valueFrom + 1;
            call.methodTo = valueTo - 1;
            return plain;
        }
        return !AsciiText.equalsIgnoreCase(body, keyFrom, keyTo, "id")
                || readId(body, keyFrom, keyTo, valueFrom, valueTo, call);
    }

    private static boolean readId(byte[] body, int keyFrom, int keyTo, int valueFrom, int valueTo, JsonRpcCall call) {
        boolean plain = call.idFrom < 0
                && AsciiText.equals(body, keyFrom, keyTo, "id")
                && body[valueFrom] != '{'
                && body[valueFrom] != '['
                && body[valueFrom] != 't'
                && body[valueFrom] != 'f';
        call.idFrom = valueFrom;
        call.idTo = valueTo;
        return plain;
    }

    /** A method's name is printable ASCII without escapes, and not empty. */
    private static boolean isPlain(byte[] body, int from, int to) {
        for (int i = from; i < to; i++) {
            if (body[i] <= ' ' || body[i] == '\\' || body[i] == 127) {
                return false;
            }
        }
        return to > from;
    }
}
