package dev.sluice.contract.codec;

/** Bytes that are not what they should be; the message says where and what was expected. */
public final class CodecException extends Exception {
    private static final long serialVersionUID = 1L;

    public CodecException(String message, Throwable cause) {
        super(message, cause);
    }

    public CodecException(String message) {
        super(message);
    }
}
