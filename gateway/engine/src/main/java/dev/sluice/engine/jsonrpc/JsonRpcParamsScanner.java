package dev.sluice.engine.jsonrpc;

/**
 * Finds the parameters of a call in which nothing is left to chance: beside them it has only version, id and method, none of
 * them twice, and no escapes, so that the same bytes mean the same to every node. Holds scratch space, belongs to one event
 * loop.
 */
public final class JsonRpcParamsScanner {
    private final JsonText json = new JsonText();
    private int from;
    private int to;

    /** @return whether it is such a call; where it has no parameters, they are empty */
    public boolean scan(byte[] body, JsonRpcCall call) {
        from = -1;
        boolean version = false;
        int i = JsonText.skipBlank(body, call.from + 1, call.to);
        while (body[i] != '}') {
            int keyTo = JsonText.skipString(body, i, call.to) - 1;
            int value = JsonText.skipKey(body, i, call.to);
            int end = json.skipValue(body, value, call.to);
            if (AsciiText.equals(body, i + 1, keyTo, "params")) {
                if (from >= 0) {
                    return false;
                }
                from = value;
                to = end;
            } else if (AsciiText.equals(body, i + 1, keyTo, "jsonrpc")) {
                if (version) {
                    return false;
                }
                version = true;
            } else if (value != call.idFrom && value != call.methodFrom - 1) {
                return false;
            }
            i = JsonText.skipBlank(body, end, call.to);
            i = body[i] == ',' ? JsonText.skipBlank(body, i + 1, call.to) : i;
        }
        if (from < 0) {
            from = call.to;
            to = call.to;
        }
        return !AsciiText.hasEscape(body, from, to);
    }

    /** First byte of the parameters that were found last. */
    public int from() {
        return from;
    }

    public int to() {
        return to;
    }

    /** Whether a text of exactly these characters stands anywhere among them. */
    public boolean hold(byte[] body, String text) {
        return AsciiText.containsIgnoreCase(body, from, to, "\"" + text + "\"");
    }
}
