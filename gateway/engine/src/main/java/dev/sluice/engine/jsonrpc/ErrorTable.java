package dev.sluice.engine.jsonrpc;

import dev.sluice.contract.observation.Failure;
import dev.sluice.contract.snapshot.ErrorRule;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What error objects mean, by code and by a word of the message: the first row that matches decides, and what matches none is an
 * answer. Rows of a provider's own come first, then those of {@link KnownErrors}. Immutable; looking up allocates nothing.
 */
public final class ErrorTable {
    /** Of providers without rows of their own. */
    public static final ErrorTable KNOWN = new ErrorTable(List.of());

    /** @param word in lower case; empty for any message */
    record Row(
            int fromCode, int toCode, String word, @Nullable Failure failure) {}

    private final Row[] rows;

    public ErrorTable(List<ErrorRule> own) {
        rows = Stream.concat(own.stream().map(ErrorTable::row), KnownErrors.ROWS.stream())
                .toArray(Row[]::new);
    }

    /** @param from of the message; negative where there is none. @return null for an answer */
    @Nullable
    Failure of(int code, byte[] body, int from, int to) {
        for (Row row : rows) {
            if (code >= row.fromCode
                    && code <= row.toCode
                    && (row.word.isEmpty() || (from >= 0 && AsciiText.containsIgnoreCase(body, from, to, row.word)))) {
                return row.failure;
            }
        }
        return null;
    }

    private static Row row(ErrorRule rule) {
        Integer code = rule.code();
        return new Row(
                code == null ? Integer.MIN_VALUE : code,
                code == null ? Integer.MAX_VALUE : code,
                rule.contains().toLowerCase(Locale.ROOT),
                switch (rule.kind()) {
                    case ANSWER -> null;
                    case PROVIDER_FAULT -> Failure.PROVIDER_FAULT;
                    case RATE_LIMITED -> Failure.RATE_LIMITED;
                    case NOT_SYNCED -> Failure.NOT_SYNCED;
                });
    }
}
