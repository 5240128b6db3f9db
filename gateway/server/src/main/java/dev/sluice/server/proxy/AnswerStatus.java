package dev.sluice.server.proxy;

import dev.sluice.contract.observation.Failure;
import dev.sluice.contract.snapshot.Clients;
import dev.sluice.engine.routing.Exchange;
import dev.sluice.engine.routing.Pick;

/**
 * What a client is told when no provider's answer can be given: a status and one sentence that names neither an address nor
 * a provider, since either could tell a secret.
 */
record AnswerStatus(int status, String sentence) {

    static AnswerStatus forbidden(String method) {
        return new AnswerStatus(403, "method " + method + " is not served here");
    }

    static AnswerStatus tooManyCalls(Clients clients) {
        return new AnswerStatus(400, "a batch may hold at most " + clients.mostCalls() + " calls");
    }

    static AnswerStatus tooWide(Clients clients) {
        return new AnswerStatus(
                422,
                "logs may be asked of at most " + clients.maxLogRange()
                        + " blocks at once; name fromBlock and toBlock, and ask for less");
    }

    /** Of a request for which nobody is picked, or nobody any more. */
    static AnswerStatus of(Pick none, Exchange exchange) {
        return switch (none) {
            case PICKED -> throw new IllegalArgumentException("somebody was picked");
            case REFUSED -> new AnswerStatus(503, "the bounds or the budget set for this traffic cannot be kept");
            case LIMITED -> new AnswerStatus(429, "more requests of this class than may be sent");
            case NO_CANDIDATE ->
                new AnswerStatus(
                        503,
                        exchange.isPrivate()
                                ? "policy leaves no provider that keeps transactions private"
                                : "policy leaves no provider for this request");
            case NO_HEALTHY -> new AnswerStatus(503, "no provider is healthy");
            case OVERLOADED -> of(Failure.OVERLOADED);
            case SHED ->
                new AnswerStatus(503, "providers have little room, and it is kept for requests of higher value");
            case NOT_RETRIED, BUDGET_SPENT -> of(exchange);
        };
    }

    /** Of a request whose attempts all failed. In an outage some connections are refused and some break: both are 503. */
    static AnswerStatus of(Exchange exchange) {
        Failure last = exchange.lastFailure();
        return last == Failure.RESET && exchange.isRepeatable()
                ? new AnswerStatus(503, "the provider broke off; the request may be sent again")
                : of(last == null ? Failure.TIMEOUT : last);
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
