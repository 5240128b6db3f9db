package dev.sluice.engine.jsonrpc;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Error answers the gateway makes itself, with the ids of the calls they answer. Off the hot path; allocates. */
public final class JsonRpcErrors {
    private static final byte[] HEAD = "{\"jsonrpc\":\"2.0\",\"id\":".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NULL_ID = "null".getBytes(StandardCharsets.US_ASCII);

    private JsonRpcErrors() {}

    /**
     * The body for a request that was not answered by a provider.
     *
     * @param scanner of this event loop
     * @param kind what {@link JsonRpcScanner#scan} said of the body
     * @param body of the request
     * @param status of the HTTP answer this goes with; it decides the code
     * @param message one plain sentence; quotes and control characters are replaced
     * @return one error object, or an array of them for a batch; empty where only notifications were sent
     */
    public static byte[] body(
            JsonRpcScanner scanner, JsonRpcKind kind, byte[] body, int from, int to, int status, String message) {
        byte[] tail = (",\"error\":{\"code\":" + code(kind, status) + ",\"message\":\"" + plain(message) + "\"}}")
                .getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream(128);
        if (!kind.isCall()) {
            write(out, NULL_ID, 0, NULL_ID.length, tail);
            return out.toByteArray();
        }
        boolean batch = kind == JsonRpcKind.BATCH;
        JsonRpcCall call = new JsonRpcCall();
        scanner.first(body, from, to, call);
        do {
            if (!call.isNotification()) {
                if (batch) {
                    out.write(out.size() == 0 ? '[' : ',');
                }
                write(out, body, call.idFrom, call.idTo, tail);
            }
        } while (batch && scanner.next(body, to, call));
        if (batch && out.size() > 0) {
            out.write(']');
        }
        return out.toByteArray();
    }

    /** -32700 and -32600 for what cannot be read; -32601 no such method for this client, -32005 limit exceeded, -32002 unavailable, else -32603 internal. */
    private static int code(JsonRpcKind kind, int status) {
        return switch (kind) {
            case MALFORMED -> -32700;
            case NOT_JSONRPC -> -32600;
            case SINGLE, BATCH ->
                switch (status) {
                    case 403 -> -32601;
                    case 429 -> -32005;
                    case 503, 504 -> -32002;
                    case 400, 413 -> -32600;
                    default -> -32603;
                };
        };
    }

    private static void write(ByteArrayOutputStream out, byte[] id, int from, int to, byte[] tail) {
        out.writeBytes(HEAD);
        out.write(id, from, to - from);
        out.writeBytes(tail);
    }

    private static String plain(String message) {
        return message.replaceAll("[\"\\\\\\p{Cntrl}]", "'");
    }
}
