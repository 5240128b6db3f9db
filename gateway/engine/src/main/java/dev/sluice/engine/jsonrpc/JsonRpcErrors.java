package dev.sluice.engine.jsonrpc;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Error answers the gateway makes itself, with the ids of the calls they answer. Off the hot path; allocates. */
public final class JsonRpcErrors {
    public static final int INVALID_REQUEST = -32600;

    private static final int PARSE_ERROR = -32700;
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
        ByteArrayOutputStream out = new ByteArrayOutputStream(128);
        if (!kind.isCall()) {
            int code =
                    switch (kind) {
                        case MALFORMED -> PARSE_ERROR;
                        case MIXED -> code(status);
                        default -> INVALID_REQUEST;
                    };
            write(out, body, -1, -1, code, message);
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
                write(out, body, call.idFrom, call.idTo, code(status), message);
            }
        } while (batch && scanner.next(body, to, call));
        if (batch && out.size() > 0) {
            out.write(']');
        }
        return out.toByteArray();
    }

    /** -32601 no such method for this client, -32005 limit exceeded, -32002 unavailable, -32600 invalid, -32602 invalid parameters, else -32603 internal. */
    public static int code(int status) {
        return switch (status) {
            case 403 -> -32601;
            case 429 -> -32005;
            case 503, 504 -> -32002;
            case 400, 413 -> INVALID_REQUEST;
            case 422 -> -32602;
            default -> -32603;
        };
    }

    /** One error object. @param idFrom where the id stands in {@code body}; -1 for null */
    public static void write(ByteArrayOutputStream out, byte[] body, int idFrom, int idTo, int code, String message) {
        out.writeBytes(HEAD);
        if (idFrom < 0) {
            out.writeBytes(NULL_ID);
        } else {
            out.write(body, idFrom, idTo - idFrom);
        }
        out.writeBytes((",\"error\":{\"code\":" + code + ",\"message\":\"" + plain(message) + "\"}}")
                .getBytes(StandardCharsets.UTF_8));
    }

    private static String plain(String message) {
        return message.replaceAll("[\"\\\\\\p{Cntrl}]", "'");
    }
}
