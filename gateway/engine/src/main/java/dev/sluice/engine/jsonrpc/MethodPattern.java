package dev.sluice.engine.jsonrpc;

/** A JSON-RPC method by name, or all methods with a prefix: {@code eth_getLogs}, {@code trace_*}. Immutable. */
public final class MethodPattern {
    private final String text;
    private final boolean prefix;

    public MethodPattern(String pattern) {
        prefix = pattern.endsWith("*");
        text = prefix ? pattern.substring(0, pattern.length() - 1) : pattern;
    }

    public boolean matches(String method) {
        return prefix ? method.startsWith(text) : method.equals(text);
    }

    public boolean matches(byte[] body, int from, int to) {
        return prefix ? AsciiText.startsWith(body, from, to, text) : AsciiText.equals(body, from, to, text);
    }
}
