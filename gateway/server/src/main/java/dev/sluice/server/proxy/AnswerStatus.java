package dev.sluice.server.proxy;

import dev.sluice.contract.observation.Failure;

/**
 * What a client is told when no provider's answer can be given: a status and one sentence that names neither an address nor
 * a provider, since either could tell a secret.
 */
record AnswerStatus(int status, String sentence) {

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
