package dev.sluice.engine.routing;

import dev.sluice.contract.observation.Failure;
import dev.sluice.contract.snapshot.Retry;

/** Whether a failed request may be sent again, as far as the request itself and its policy decide. */
final class RetryRule {

    private RetryRule() {}

    /** Never what may take effect twice; plain HTTP answers only where their status is listed. */
    static boolean permits(Exchange x) {
        Retry retry = x.service().retry();
        Failure failure = x.lastFailure;
        if (failure == null
                || x.attempts - (x.hedged ? 1 : 0) > retry.attempts()
                || x.attempts >= Exchange.MAX_ATTEMPTS) {
            return false;
        }
        boolean plainAnswer = failure == Failure.SERVER_ERROR && x.kind == null;
        return (x.repeatable || !x.mayHaveLanded) && (!plainAnswer || isListed(retry, x.lastStatus));
    }

    /** RFC 9110, 9.2.2. */
    static boolean isIdempotent(String method) {
        return switch (method) {
            case "GET", "HEAD", "OPTIONS", "PUT", "DELETE", "TRACE" -> true;
            default -> false;
        };
    }

    /** RFC 9110, 9.2.1. */
    static boolean isSafe(String method) {
        return switch (method) {
            case "GET", "HEAD", "OPTIONS", "TRACE" -> true;
            default -> false;
        };
    }

    private static boolean isListed(Retry retry, int status) {
        for (int i = 0; i < retry.codes().size(); i++) {
            if (retry.codes().get(i) == status) {
                return true;
            }
        }
        return false;
    }
}
