package dev.sluice.engine.jsonrpc;

import dev.sluice.contract.observation.Failure;
import org.jspecify.annotations.Nullable;

/**
 * Whether a provider's answer to JSON-RPC is an answer. An error object is one when it speaks of the request (reverted,
 * bad parameters, nonce too low) and a {@link Failure} when it speaks of the provider; an {@link ErrorTable} tells which.
 *
 * <p>Holds scratch space, belongs to one event loop, allocates nothing.
 */
public final class AnswerClassifier {
    private static final int TOO_MANY_REQUESTS = 429;

    private final JsonText json = new JsonText();
    private final JsonValues values = new JsonValues();

    /** An answer whose body was not read whole: by its status alone. */
    public static @Nullable Failure ofStatus(int status) {
        if (status == 401 || status == 403) {
            return Failure.UNAUTHORIZED;
        }
        if (status == TOO_MANY_REQUESTS) {
            return Failure.RATE_LIMITED;
        }
        if (status >= 500) {
            return Failure.SERVER_ERROR;
        }
        return status >= 200 && status < 300 ? null : Failure.GARBAGE;
    }

    /** By what is known of errors in general. */
    public @Nullable Failure classify(int status, byte[] body, int from, int to, int answers) {
        return classify(status, body, from, to, answers, ErrorTable.KNOWN);
    }

    /**
     * @param status of HTTP
     * @param answers how many calls expect one; 0 for notifications, which may be answered by nothing
     * @param errors of the provider
     * @return null for an answer
     */
    public @Nullable Failure classify(int status, byte[] body, int from, int to, int answers, ErrorTable errors) {
        Failure byStatus = ofStatus(status);
        if (byStatus != null && byStatus != Failure.GARBAGE) {
            return byStatus;
        }
        int at = JsonText.skipBlank(body, from, to);
        if (at == to) {
            return answers > 0 ? Failure.GARBAGE : byStatus;
        }
        if (byStatus == null && isResult(body, at, to)) {
            return null;
        }
        int end = json.skipValue(body, at, to);
        boolean clientError = status >= 400;
        if (end < 0 || JsonText.skipBlank(body, end, to) < to || (byStatus != null && !clientError)) {
            return Failure.GARBAGE;
        }
        return body[at] == '[' ? ofBatch(body, at, to, answers, errors) : ofObject(body, at, to, errors);
    }

    /**
     * Of what {@link #classify} takes for an answer: whether it is an error, or says that there is nothing (null, an empty
     * list, object or text). So may answer a provider that has not seen yet what another has. One such makes a batch such.
     */
    public boolean isErrorOrEmpty(byte[] body, int from, int to) {
        int at = JsonText.skipBlank(body, from, to);
        if (at == to || body[at] != '[') {
            return at == to || isObjectErrorOrEmpty(body, at, to);
        }
        boolean weak = false;
        int i = JsonText.skipBlank(body, at + 1, to);
        while (!weak && body[i] != ']') {
            weak = isObjectErrorOrEmpty(body, i, to);
            i = JsonText.skipBlank(body, json.skipValue(body, i, to), to);
            i = body[i] == ',' ? JsonText.skipBlank(body, i + 1, to) : i;
        }
        return weak;
    }

    /** Nearly every answer: one object with a result and no error. Where this is false the rest is looked at more closely. */
    private boolean isResult(byte[] body, int at, int to) {
        boolean result = false;
        int i = at;
        if (body[at] != '{') {
            return false;
        }
        do {
            i = JsonText.skipBlank(body, i + 1, to);
            int value = JsonText.skipKey(body, i, to);
            int end = value < 0 ? -1 : json.skipValue(body, value, to);
            if (end < 0 || body[i + 1] == 'e' || body[i + 1] == '\\') {
                return false;
            }
            result |= body[i + 1] == 'r' && AsciiText.startsWith(body, i, value, "\"result\"");
            i = JsonText.skipBlank(body, end, to);
        } while (i < to && body[i] == ',');
        return result && i < to && body[i] == '}' && JsonText.skipBlank(body, i + 1, to) == to;
    }

    private boolean isObjectErrorOrEmpty(byte[] body, int at, int to) {
        int error = values.member(body, at, to, "error");
        int result = values.member(body, at, to, "result");
        if (result < 0 || (error >= 0 && body[error] != 'n')) {
            return true;
        }
        return JsonValues.isNothing(body, result, to);
    }

    /** A batch has failed when one of its answers has, or is missing: it is sent as a whole, so it is repeated as a whole. */
    private @Nullable Failure ofBatch(byte[] body, int at, int to, int answers, ErrorTable errors) {
        Failure failure = null;
        int missing = answers;
        int i = JsonText.skipBlank(body, at + 1, to);
        while (failure == null && body[i] != ']') {
            failure = ofObject(body, i, to, errors);
            missing--;
            i = JsonText.skipBlank(body, json.skipValue(body, i, to), to);
            i = body[i] == ',' ? JsonText.skipBlank(body, i + 1, to) : i;
        }
        return failure == null && missing > 0 ? Failure.GARBAGE : failure;
    }

    private @Nullable Failure ofObject(byte[] body, int at, int to, ErrorTable errors) {
        int error = values.member(body, at, to, "error");
        if (error >= 0 && body[error] != 'n') {
            return ofError(body, error, to, errors);
        }
        return values.member(body, at, to, "result") >= 0 ? null : Failure.GARBAGE;
    }

    private @Nullable Failure ofError(byte[] body, int at, int to, ErrorTable errors) {
        int codeFrom = values.member(body, at, to, "code");
        int messageFrom = values.member(body, at, to, "message");
        int messageTo = messageFrom < 0 ? messageFrom : json.skipValue(body, messageFrom, to);
        return errors.of(codeFrom < 0 ? 0 : integer(body, codeFrom, to), body, messageFrom, messageTo);
    }

    private static int integer(byte[] body, int at, int to) {
        boolean negative = body[at] == '-';
        int value = 0;
        for (int i = negative ? at + 1 : at; i < to && body[i] >= '0' && body[i] <= '9' && value < 100_000_000; i++) {
            value = value * 10 + body[i] - '0';
        }
        return negative ? -value : value;
    }
}
