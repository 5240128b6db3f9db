package dev.sluice.contract.snapshot;

/**
 * Where to put a secret value on a request; the value itself travels apart, in {@link Credentials}.
 *
 * @param place where it goes
 * @param name header or query name; unused for PATH; the user for BASIC
 * @param id names the value: {@code namespace/secret/key}
 */
public record Credential(Place place, String name, String id) {

    /** PATH replaces {@code {credential}} in the endpoint's path; BASIC is an Authorization header. */
    public enum Place {
        HEADER,
        QUERY,
        PATH,
        BASIC
    }
}
