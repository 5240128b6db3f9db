package dev.sluice.simulation.chain;

/** A JSON-RPC error that is the answer to a call. Without a stack: it is a value on its way out. */
final class RpcFault extends Exception {
    private static final long serialVersionUID = 1L;

    static final int PARSE_ERROR = -32700;
    static final int INVALID_REQUEST = -32600;
    static final int METHOD_NOT_FOUND = -32601;
    static final int INVALID_PARAMS = -32602;
    static final int SERVER_ERROR = -32000;
    static final int LIMIT_EXCEEDED = -32005;
    static final int REVERTED = 3;

    private final int code;
    private final String data;

    RpcFault(int code, String message) {
        this(code, message, "");
    }

    /** @param data 0x-prefixed hex, or {@code ""} for none */
    RpcFault(int code, String message, String data) {
        super(message, null, false, false);
        this.code = code;
        this.data = data;
    }

    static RpcFault invalidParams(String message) {
        return new RpcFault(INVALID_PARAMS, message);
    }

    int code() {
        return code;
    }

    String data() {
        return data;
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
