package dev.sluice.engine.model;

/**
 * Why a snapshot cannot be served.
 *
 * @param object kind and id, e.g. {@code HTTPRoute/default/ethereum}
 * @param path of the field within the snapshot's object, e.g. {@code rules[0].matches[1].path.value}
 * @param message what is wrong; what is expected
 */
public record Violation(String object, String path, String message) {
    @Override
    public String toString() {
        return object + ": " + path + ": " + message;
    }
}
