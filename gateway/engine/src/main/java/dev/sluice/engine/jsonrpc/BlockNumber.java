package dev.sluice.engine.jsonrpc;

/** Reads the answer to {@code eth_blockNumber}. */
public final class BlockNumber {
    /** A head above this is a lie, not progress. */
    public static final long MAX = 1_000_000_000_000L;

    private static final String RESULT = "\"result\"";

    private BlockNumber() {}

    /** @param body an answer found good by {@link AnswerClassifier}; @return the block, or -1 where it names none */
    public static long of(byte[] body, int from, int to) {
        for (int i = from; i < to; i++) {
            if (AsciiText.startsWith(body, i, to, RESULT)) {
                int at = JsonText.skipBlank(body, i + RESULT.length(), to);
                at = at < to && body[at] == ':' ? JsonText.skipBlank(body, at + 1, to) : to;
                return AsciiText.startsWith(body, at, to, "\"0x") ? hex(body, at + 3, to) : -1;
            }
        }
        return -1;
    }

    private static long hex(byte[] body, int from, int to) {
        long value = 0;
        int i = from;
        while (i < to && Character.digit(body[i], 16) >= 0 && value <= MAX) {
            value = value * 16 + Character.digit(body[i], 16);
            i++;
        }
        return i > from && i < to && body[i] == '"' && value <= MAX ? value : -1;
    }
}
