package dev.sluice.engine.jsonrpc;

import dev.sluice.contract.observation.Failure;
import dev.sluice.engine.jsonrpc.ErrorTable.Row;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Errors as nodes and those who run them write them. A message that says what is wrong outweighs its code, since every family has
 * its own idea of codes; words that could stand in a revert reason come after the word revert. In doubt an error is an answer.
 */
final class KnownErrors {
    /** JSON-RPC 2.0 keeps these for servers, EIP-1474 has filled in some. */
    private static final int FIRST_SERVER_CODE = -32_099;

    private static final int LAST_SERVER_CODE = -32_000;
    private static final int INTERNAL = -32_603;

    /** Of any family: the request is at fault. */
    private static final List<Row> REQUEST = Stream.of(
                    "revert", "query returned more than", "block range", "response size", "response too large")
            .map(word -> any(word, null))
            .toList();

    private static final List<Row> GETH = Stream.concat(
                    behind(
                            "header not found",
                            "missing trie node",
                            "unknown block",
                            "block not found",
                            "state is not available",
                            "historical state",
                            "transaction indexing is in progress",
                            "still syncing"),
                    // EIP-4444.
                    Stream.of(new Row(4444, 4444, "", Failure.NOT_SYNCED)))
            .toList();

    private static final List<Row> ERIGON = behind("old data not available due to pruning", "state not available")
            .toList();

    private static final List<Row> NETHERMIND =
            behind("no state available for block", "pruned history unavailable").toList();

    private static final List<Row> BESU = behind("world state unavailable").toList();

    private static final List<Row> RETH = behind("is pruned", "has been pruned").toList();

    /** OpenEthereum, Avalanche, and nodes behind Infura. */
    private static final List<Row> OTHERS = behind(
                    "range that is not available yet",
                    "cannot query unfinalized data",
                    "required historical state unavailable")
            .toList();

    /** Alchemy, Infura, QuickNode, Chainstack, Ankr and whoever limits by plan. */
    private static final List<Row> SELLERS = Stream.of(
                    "rate limit",
                    "too many requests",
                    "capacity exceeded",
                    "quota exceeded",
                    "exceeded its compute units",
                    "request rate exceeded",
                    "request limit reached",
                    "request count exceeded",
                    "exceeded the rps limit")
            .flatMap(word -> ofServer(word, Failure.RATE_LIMITED))
            .toList();

    /** By code alone, where the message says nothing. */
    private static final List<Row> CODES = List.of(
            new Row(INTERNAL, INTERNAL, "", Failure.PROVIDER_FAULT),
            new Row(-32_002, -32_002, "", Failure.PROVIDER_FAULT),
            new Row(429, 429, "", Failure.RATE_LIMITED),
            new Row(-32_005, -32_005, "", Failure.RATE_LIMITED),
            new Row(-32_001, -32_001, "", Failure.NOT_SYNCED));

    static final List<Row> ROWS = Stream.of(REQUEST, GETH, ERIGON, NETHERMIND, BESU, RETH, OTHERS, SELLERS, CODES)
            .flatMap(List::stream)
            .toList();

    private KnownErrors() {}

    private static Stream<Row> behind(String... words) {
        return Stream.of(words).flatMap(word -> ofServer(word, Failure.NOT_SYNCED));
    }

    /** Under a code of servers; under any other one the words are about something else. */
    private static Stream<Row> ofServer(String word, Failure failure) {
        return Stream.of(
                new Row(FIRST_SERVER_CODE, LAST_SERVER_CODE, word, failure),
                new Row(INTERNAL, INTERNAL, word, failure));
    }

    private static Row any(String word, @Nullable Failure failure) {
        return new Row(Integer.MIN_VALUE, Integer.MAX_VALUE, word, failure);
    }
}
