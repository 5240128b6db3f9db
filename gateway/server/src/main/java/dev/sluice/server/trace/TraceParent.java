package dev.sluice.server.trace;

import org.jspecify.annotations.Nullable;

/**
 * The header {@code traceparent} of W3C Trace Context, e.g. {@code 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01}.
 *
 * @param traceId 32 hexadecimal digits
 * @param spanId 16 hexadecimal digits
 * @param flags two hexadecimal digits, of which the lowest bit says that the trace is recorded
 */
record TraceParent(String traceId, String spanId, String flags) {
    static final String HEADER = "traceparent";
    static final String STATE_HEADER = "tracestate";

    private static final int LENGTH = 55;
    private static final int TRACE_AT = 3;
    private static final int SPAN_AT = 36;
    private static final int FLAGS_AT = 53;

    /** Null where the text is none; what later versions may append is passed over. */
    static @Nullable TraceParent of(@Nullable String text) {
        if (text == null || text.length() < LENGTH) {
            return null;
        }
        boolean later = text.length() > LENGTH;
        if (!isHex(text, 0, 2)
                || text.startsWith("ff")
                || later && (text.startsWith("00") || text.charAt(LENGTH) != '-')
                || text.charAt(2) != '-'
                || text.charAt(SPAN_AT - 1) != '-'
                || text.charAt(FLAGS_AT - 1) != '-') {
            return null;
        }
        return isId(text, TRACE_AT, SPAN_AT - 1) && isId(text, SPAN_AT, FLAGS_AT - 1) && isHex(text, FLAGS_AT, LENGTH)
                ? new TraceParent(
                        text.substring(TRACE_AT, SPAN_AT - 1),
                        text.substring(SPAN_AT, FLAGS_AT - 1),
                        text.substring(FLAGS_AT, LENGTH))
                : null;
    }

    boolean isRecorded() {
        return (Character.digit(flags.charAt(1), 16) & 1) == 1;
    }

    /** The same trace, told from another span. */
    TraceParent from(String otherSpan) {
        return new TraceParent(traceId, otherSpan, flags);
    }

    String text() {
        return "00-" + traceId + "-" + spanId + "-" + flags;
    }

    private static boolean isId(String text, int from, int to) {
        boolean zero = true;
        for (int i = from; i < to; i++) {
            zero &= text.charAt(i) == '0';
        }
        return !zero && isHex(text, from, to);
    }

    private static boolean isHex(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (!(c >= '0' && c <= '9' || c >= 'a' && c <= 'f')) {
                return false;
            }
        }
        return true;
    }
}
