package dev.sluice.server.proxy;

import dev.sluice.contract.observation.Failure;
import dev.sluice.engine.jsonrpc.AnswerClassifier;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import org.jspecify.annotations.Nullable;

/** What a provider's answer is by its head, and what becomes of it. */
final class AnswerRules {
    /** Answers this small are passed on in one piece: one write, and a fault before the end can still be mended. */
    static final int SMALL_BYTES = 16 * 1024;

    private static final int MAX_SMALL_DIGITS = 5;

    private AnswerRules() {}

    /** By status alone. For HTTP that is not JSON-RPC, what the client did wrong or may not do is an answer. */
    static @Nullable Failure failureOf(int status, boolean jsonRpc) {
        Failure failure = AnswerClassifier.ofStatus(status);
        return failure == Failure.GARBAGE || (failure == Failure.UNAUTHORIZED && !jsonRpc) ? null : failure;
    }

    /** After the last attempt: what still tells the client more than our own words would. */
    static boolean isWorthPassing(Failure failure, int status) {
        return switch (failure) {
            case PROVIDER_FAULT, NOT_SYNCED -> true;
            case RATE_LIMITED -> status < 400;
            default -> false;
        };
    }

    /** Of HTTP that is not JSON-RPC: another provider may know more. */
    static boolean isErrorOrEmpty(HttpMethod method, int status, int bytes) {
        return status >= 400 || (status == 200 && bytes == 0 && method == HttpMethod.GET);
    }

    static boolean isSmall(HttpClientResponse answer) {
        String length = answer.headers().get(HttpHeaders.CONTENT_LENGTH);
        if (length == null || length.length() > MAX_SMALL_DIGITS) {
            return false;
        }
        try {
            return Integer.parseInt(length) <= SMALL_BYTES;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** Readable here. */
    static boolean isPlain(HttpClientResponse answer) {
        String coding = answer.headers().get(HttpHeaders.CONTENT_ENCODING);
        return coding == null || coding.equalsIgnoreCase("identity");
    }
}
