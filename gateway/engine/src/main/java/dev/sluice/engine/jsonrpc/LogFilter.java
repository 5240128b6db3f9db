package dev.sluice.engine.jsonrpc;

/**
 * Which blocks a call asks logs of: the filter object of {@code eth_getLogs} and {@code eth_newFilter}. What two nodes could read
 * differently is not read. Filled anew by {@link #scan}; holds scratch space, belongs to one event loop.
 */
public final class LogFilter {
    private static final String[] METHODS = {"eth_getLogs", "eth_newFilter"};

    private final JsonRpcParamsScanner params = new JsonRpcParamsScanner();
    private final JsonValues values = new JsonValues();
    private final JsonText json = new JsonText();
    private byte[] body = {};
    private int to;
    private int fromBlock;
    private int toBlock;
    private int blockHash;

    public static boolean isOf(byte[] body, JsonRpcCall call) {
        return call.isMethod(body, METHODS[0]) || call.isMethod(body, METHODS[1]);
    }

    /** @return whether it can be told what is asked for */
    public boolean scan(byte[] bytes, JsonRpcCall call) {
        body = bytes;
        fromBlock = -1;
        toBlock = -1;
        blockHash = -1;
        if (!params.scan(bytes, call) || params.from() == params.to()) {
            return false;
        }
        to = params.to();
        int at = values.element(bytes, params.from(), to, 0);
        return at >= 0 && bytes[at] == '{' && readMembers(at);
    }

    /** Nodes written in Go take members in any case, so these are looked for in any case and taken in their own. */
    private boolean readMembers(int at) {
        int i = JsonText.skipBlank(body, at + 1, to);
        while (body[i] != '}') {
            int keyFrom = i + 1;
            int keyTo = JsonText.skipString(body, i, to) - 1;
            int value = JsonText.skipKey(body, i, to);
            if (AsciiText.equalsIgnoreCase(body, keyFrom, keyTo, "fromblock")) {
                if (fromBlock >= 0 || !AsciiText.equals(body, keyFrom, keyTo, "fromBlock")) {
                    return false;
                }
                fromBlock = value;
            } else if (AsciiText.equalsIgnoreCase(body, keyFrom, keyTo, "toblock")) {
                if (toBlock >= 0 || !AsciiText.equals(body, keyFrom, keyTo, "toBlock")) {
                    return false;
                }
                toBlock = value;
            } else if (AsciiText.equalsIgnoreCase(body, keyFrom, keyTo, "blockhash")) {
                if (blockHash >= 0 || !AsciiText.equals(body, keyFrom, keyTo, "blockHash")) {
                    return false;
                }
                blockHash = value;
            }
            i = JsonText.skipBlank(body, json.skipValue(body, value, to), to);
            i = body[i] == ',' ? JsonText.skipBlank(body, i + 1, to) : i;
        }
        return true;
    }

    /**
     * How many blocks it spans, both ends counted.
     *
     * @param head of the chain; negative where it is not known
     * @return {@link BlockNumber#UNKNOWN} where that cannot be told; 0 for a range that is none
     */
    public long blocks(long head) {
        if (isOfHash() || sameTag()) {
            return 1;
        }
        long first = number(fromBlock, head);
        long last = number(toBlock, head);
        if (first < 0 || last < 0 || isFloating(fromBlock)) {
            return BlockNumber.UNKNOWN;
        }
        return Math.max(0, last - first + 1);
    }

    private boolean isOfHash() {
        return blockHash >= 0 && body[blockHash] != 'n';
    }

    /** Both left out, or the same word. */
    private boolean sameTag() {
        boolean noFirst = isAbsent(fromBlock) || is(fromBlock, "latest");
        boolean noLast = isAbsent(toBlock) || is(toBlock, "latest");
        return (noFirst && noLast)
                || (fromBlock >= 0 && toBlock >= 0 && values.equalIgnoringCase(body, fromBlock, body, toBlock));
    }

    /** Somewhere below the head: as an end that is at most the head, as a beginning it could be anything. */
    private boolean isFloating(int at) {
        return is(at, "safe") || is(at, "finalized");
    }

    private long number(int at, long head) {
        if (isAbsent(at) || is(at, "latest") || isFloating(at)) {
            return head;
        }
        if (is(at, "pending")) {
            return head < 0 ? head : head + 1;
        }
        return is(at, "earliest") ? 0 : BlockNumber.of(body, at, to);
    }

    private boolean isAbsent(int at) {
        return at < 0 || body[at] == 'n';
    }

    private boolean is(int at, String word) {
        return at >= 0
                && body[at] == '"'
                && AsciiText.equals(body, at + 1, JsonText.skipString(body, at, to) - 1, word);
    }
}
