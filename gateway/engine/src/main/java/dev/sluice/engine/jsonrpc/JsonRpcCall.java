package dev.sluice.engine.jsonrpc;

import java.nio.charset.StandardCharsets;

/** Where the parts of one call stand in a body. Filled anew by {@link JsonRpcScanner}; makes no strings unless asked. */
public final class JsonRpcCall {
    int from;
    int to;
    int methodFrom;
    int methodTo;
    int idFrom;
    int idTo;

    void clear() {
        from = 0;
        to = 0;
        methodFrom = -1;
        methodTo = -1;
        idFrom = -1;
        idTo = -1;
    }

    /** Points at the same call as another. */
    public void set(JsonRpcCall other) {
        from = other.from;
        to = other.to;
        methodFrom = other.methodFrom;
        methodTo = other.methodTo;
        idFrom = other.idFrom;
        idTo = other.idTo;
    }

    /** First byte of the call's object. */
    public int from() {
        return from;
    }

    public int to() {
        return to;
    }

    /** First byte of the method's name, after the quote; -1 where nothing was scanned. */
    public int methodFrom() {
        return methodFrom;
    }

    public int methodTo() {
        return methodTo;
    }

    /** First byte of the id as it is written, quotes included; -1 where there is none. */
    public int idFrom() {
        return idFrom;
    }

    public int idTo() {
        return idTo;
    }

    /** False for an entry of an array that is no call, and has nothing but a place and perhaps an id. */
    public boolean isCall() {
        return methodFrom >= 0;
    }

    /** Whether no answer is expected. */
    public boolean isNotification() {
        return idFrom < 0;
    }

    public boolean isMethod(byte[] body, String name) {
        return isCall() && AsciiText.equals(body, methodFrom, methodTo, name);
    }

    /** The method's name; allocates, for logs. */
    public String method(byte[] body) {
        return methodFrom < 0 ? "" : new String(body, methodFrom, methodTo - methodFrom, StandardCharsets.ISO_8859_1);
    }
}
