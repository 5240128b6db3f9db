package dev.sluice.server.proxy;

import dev.sluice.contract.observation.Failure;
import dev.sluice.engine.routing.Pick;
import org.jspecify.annotations.Nullable;

/**
 * What a client is told when no provider's answer can be given: a status and one sentence that names neither an address nor
 * a provider, since either could tell a secret.
 */
record AnswerStatus(int status, String sentence) {

    static AnswerStatus forbidden(String method) {
        return new AnswerStatus(403, "method " + method + " is not served here");
    }

    /** @param last failure of an attempt before, or null */
    static AnswerStatus of(Pick none, @Nullable Failure last) {
        return switch (none) {
            case PICKED -> throw new IllegalArgumentException("somebody was picked");
            case REFUSED -> new AnswerStatus(503, "the bounds or the budget set for this traffic cannot be kept");
            case NO_CANDIDATE -> new AnswerStatus(503, "policy leaves no provider for this request");
            case NO_HEALTHY -> new AnswerStatus(503, "no provider is healthy");
            case OVERLOADED -> of(Failure.OVERLOADED);
            case NOT_RETRIED, BUDGET_SPENT -> of(last == null ? Failure.TIMEOUT : last);
        };
    }

    static AnswerStatus of(Failure failure) {
        return switch (failure) {
            case TIMEOUT -> new AnswerStatus(504, "no provider answered in time");
            case CONNECT -> new AnswerStatus(503, "no provider could be reached");
            case RESET -> new AnswerStatus(502, "the provider broke off before its answer was whole");
            case GARBAGE -> new AnswerStatus(502, "the provider's answer could not be read");
            case SERVER_ERROR -> new AnswerStatus(503, "no provider is able to answer");
            case UNAUTHORIZED -> new AnswerStatus(502, "the provider does not take this gateway's credential");
            case PROVIDER_FAULT -> new AnswerStatus(502, "the provider failed");
            case NOT_SYNCED -> new AnswerStatus(502, "the provider does not have this block yet");
            case RATE_LIMITED -> new AnswerStatus(503, "providers are at their rate limit");
            case OVERLOADED -> new AnswerStatus(503, "providers have too much in flight");
        };
    }
}
