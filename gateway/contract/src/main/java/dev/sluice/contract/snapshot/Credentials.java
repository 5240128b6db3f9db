package dev.sluice.contract.snapshot;

import java.util.Map;

/**
 * Secret values by id ({@code namespace/secret/key}). Kept apart from the snapshot so that a snapshot can be printed and
 * compared; its text form hides the values.
 *
 * @param revision grows with every change
 * @param values secret text by id
 */
public record Credentials(long revision, Map<String, String> values) {

    public static final Credentials NONE = new Credentials(0, Map.of());

    public Credentials {
        values = Map.copyOf(values);
    }

    @Override
    public String toString() {
        return "Credentials[revision=" + revision + ", ids=" + values.keySet() + "]";
    }
}
