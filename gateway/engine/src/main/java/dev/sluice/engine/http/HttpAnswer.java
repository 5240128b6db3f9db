package dev.sluice.engine.http;

import dev.sluice.contract.observation.Failure;
import org.jspecify.annotations.Nullable;

/** Whether a provider's answer to plain HTTP is an answer. */
public final class HttpAnswer {

    private HttpAnswer() {}

    /**
     * @param ownCredentials whether we put credentials on the request; if not, 401 and 403 are meant for the client
     * @return null for an answer
     */
    public static @Nullable Failure failure(int status, boolean ownCredentials) {
        if (status >= 500) {
            return Failure.SERVER_ERROR;
        }
        return switch (status) {
            case 429 -> Failure.RATE_LIMITED;
            case 401, 403 -> ownCredentials ? Failure.UNAUTHORIZED : null;
            default -> null;
        };
    }
}
