package dev.sluice.engine.jsonrpc;

/** Where the parts of one answer stand in a body. Filled anew by {@link JsonRpcAnswerScanner}. */
public final class JsonRpcAnswer {
    int from;
    int to;
    int idFrom;
    int idTo;
    int resultFrom;
    int resultTo;
    int errorFrom;
    boolean plain;
    boolean inArray;

    void clear() {
        from = 0;
        to = 0;
        idFrom = -1;
        idTo = -1;
        resultFrom = -1;
        resultTo = -1;
        errorFrom = -1;
        plain = false;
    }

    /** First byte of the answer's object. */
    public int from() {
        return from;
    }

    public int to() {
        return to;
    }

    public boolean isInArray() {
        return inArray;
    }

    /** First byte of the id as it is written; -1 where there is none. */
    public int idFrom() {
        return idFrom;
    }

    public int idTo() {
        return idTo;
    }

    /** First byte of the result; -1 where there is none. */
    public int resultFrom() {
        return resultFrom;
    }

    public int resultTo() {
        return resultTo;
    }

    /** Whether it is a result or an error that every parser reads alike. */
    public boolean isAnswer() {
        return plain && (resultFrom >= 0 || errorFrom >= 0);
    }

    /** An error, and nothing besides it but a null. */
    public boolean isError() {
        return isAnswer() && errorFrom >= 0;
    }
}
