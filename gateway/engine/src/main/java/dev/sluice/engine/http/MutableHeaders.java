package dev.sluice.engine.http;

/** Headers that can be changed; names are compared without case. The server wraps its own. */
public interface MutableHeaders {

    /** Replaces all values. */
    void set(String name, String value);

    /** Keeps values that are there. */
    void add(String name, String value);

    void remove(String name);
}
