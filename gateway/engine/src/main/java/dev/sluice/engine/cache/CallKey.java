package dev.sluice.engine.cache;

import java.util.Arrays;

/** What two calls have in common whose answers are the same but for the id. Immutable. */
public final class CallKey {
    private final byte[] bytes;
    private final int hash;

    CallKey(byte[] bytes) {
        this.bytes = bytes;
        this.hash = Arrays.hashCode(bytes);
    }

    /** Bytes it takes. */
    public int length() {
        return bytes.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CallKey key && hash == key.hash && Arrays.equals(bytes, key.bytes);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
