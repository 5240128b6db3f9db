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

    /** @param call filled with the only call, or the first of a batch; go on with {@link #next} */
    public JsonRpcKind scan(byte[] body, int from, int to, JsonRpcCall call) {
        call.clear();
        int at = JsonText.skipBlank(body, from, to);
        if (at >= to) {
            return JsonRpcKind.MALFORMED;
        }
        int end = json.skipValue(body, at, to);
        if (end < 0 || JsonText.skipBlank(body, end, to) < to) {
            return JsonRpcKind.MALFORMED;
        }
        if (body[at] == '{') {
            return readCall(body, at, to, call) < 0 ? JsonRpcKind.NOT_JSONRPC : JsonRpcKind.SINGLE;
        }
        return body[at] == '[' && isBatch(body, at, to, call) ? JsonRpcKind.BATCH : JsonRpcKind.NOT_JSONRPC;
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

    private boolean isBatch(byte[] body, int at, int to, JsonRpcCall call) {
        int first = JsonText.skipBlank(body, at + 1, to);
        int i = first;
        while (true) {
            i = readCall(body, i, to, call);
            if (i < 0) {
                return false;
            }
            i = JsonText.skipBlank(body, i, to);
            if (body[i] == ']') {
                return readCall(body, first, to, call) >= 0;
            }
            i = JsonText.skipBlank(body, i + 1, to);
        }
    }

    /** Reads the object that starts here, in text known to be JSON; -1 when it is not a call, else the position after it. */
    private int readCall(byte[] body, int at, int to, JsonRpcCall call) {
        call.clear();
        if (body[at] != '{') {
            return -1;
        }
        int i = JsonText.skipBlank(body, at + 1, to);
        while (body[i] != '}') {
            int keyFrom = i + 1;
            int keyTo = JsonText.skipString(body, i, to) - 1;
            int valueFrom = JsonText.skipKey(body, i, to);
            int valueTo = json.skipValue(body, valueFrom, to);
            if (!readMember(body, keyFrom, keyTo, valueFrom, valueTo, call)) {
                return -1;
            }
            i = JsonText.skipBlank(body, valueTo, to);
            i = body[i] == ',' ? JsonText.skipBlank(body, i + 1, to) : i;
        }
        call.from = at;
        call.to = i + 1;
        return call.methodFrom < 0 ? -1 : call.to;
    }

    private static boolean readMember(
            byte[] body, int keyFrom, int keyTo, int valueFrom, int valueTo, JsonRpcCall call) {
        for (int i = keyFrom; i < keyTo; i++) {
            if (body[i] == '\\') {
                return false;
            }
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
        if (AsciiText.equalsIgnoreCase(body, keyFrom, keyTo, "id")) {
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
        return true;
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
