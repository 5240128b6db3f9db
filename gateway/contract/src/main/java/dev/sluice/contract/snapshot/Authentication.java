package dev.sluice.contract.snapshot;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How clients prove who they are; any of the ways given will do.
 *
 * @param apiKey by a key that was given to them; null where keys are not taken
 */
public record Authentication(@Nullable ApiKey apiKey) {

    /**
     * A key in a header.
     *
     * @param header in lower case
     * @param keys id of the {@link ClientKeys} in {@link Credentials}
     */
    public record ApiKey(String header, String keys) {}

    /** Headers that carry what proves it, in lower case: nobody else's to see. */
    public List<String> headers() {
        return Stream.ofNullable(apiKey).map(ApiKey::header).toList();
    }
}
