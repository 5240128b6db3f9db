package dev.sluice.simulation.chain;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.OptionalLong;

/**
 * What is in the blocks: transactions and their logs, each following from the seed, the block's number and an index. A
 * transaction is known by one number, {@code block << 8 | index}.
 */
final class Contents {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int CONTRACTS = 8;
    private static final int ACCOUNTS = 5_000;
    private static final long GWEI = 1_000_000_000L;
    private static final String EMPTY_HASH = "0x" + "0".repeat(64);

    private final ChainSettings settings;
    private final SeededHash blocks;
    private final SeededHash transactions;
    private final SeededHash roots;
    private final SeededHash accounts;
    private final SeededHash contracts;
    private final SeededHash topics;
    private final SeededHash sizes;

    Contents(ChainSettings settings) {
        long seed = settings.seed() ^ settings.chainId();
        this.settings = settings;
        this.blocks = new SeededHash(seed, "block");
        this.transactions = new SeededHash(seed, "transaction");
        this.roots = new SeededHash(seed, "root");
        this.accounts = new SeededHash(seed, "account");
        this.contracts = new SeededHash(seed, "contract");
        this.topics = new SeededHash(seed, "topic");
        this.sizes = new SeededHash(seed, "size");
    }

    OptionalLong blockOf(String hash) {
        return blocks.valueOf(hash);
    }

    OptionalLong transactionOf(String hash) {
        return transactions.valueOf(hash);
    }

    String blockHash(long number) {
        return number < 0 ? EMPTY_HASH : blocks.hash(number);
    }

    int transactionCount(long block) {
        return 2 + sizes.below(block, 5);
    }

    long baseFee(long block) {
        return 8 * GWEI + sizes.below(~block, 4_000) * (GWEI / 1_000);
    }

    ObjectNode block(long number, boolean full) {
        long gasUsed = 0;
        ArrayNode inside = NODES.arrayNode();
        for (int i = 0; i < transactionCount(number); i++) {
            long id = number << 8 | i;
            gasUsed += gasUsed(id);
            if (full) {
                inside.add(transaction(id));
            } else {
                inside.add(transactions.hash(id));
            }
        }
        return NODES.objectNode()
                .put("number", Hex.quantity(number))
                .put("hash", blockHash(number))
                .put("parentHash", blockHash(number - 1))
                .put("nonce", "0x0000000000000000")
                .put("sha3Uncles", roots.hash(-1))
                .put("logsBloom", "0x" + "0".repeat(512))
                .put("transactionsRoot", roots.hash(number * 4))
                .put("stateRoot", roots.hash(number * 4 + 1))
                .put("receiptsRoot", roots.hash(number * 4 + 2))
                .put("miner", accounts.address(sizes.below(number, 64)))
                .put("difficulty", "0x0")
                .put("extraData", "0x")
                .put("size", Hex.quantity(1_200 + gasUsed / 100))
                .put("gasLimit", Hex.quantity(45_000_000))
                .put("gasUsed", Hex.quantity(gasUsed))
                .put("baseFeePerGas", Hex.quantity(baseFee(number)))
                .put("timestamp", Hex.quantity(timestampSeconds(number)))
                .put("mixHash", roots.hash(number * 4 + 3))
                .<ObjectNode>set("uncles", NODES.arrayNode())
                .set("transactions", inside);
    }

    ObjectNode transaction(long id) {
        long number = id >> 8;
        return NODES.objectNode()
                .put("blockHash", blockHash(number))
                .put("blockNumber", Hex.quantity(number))
                .put("transactionIndex", Hex.quantity(id & 0xff))
                .put("hash", transactions.hash(id))
                .put("type", "0x2")
                .put("chainId", Hex.quantity(settings.chainId()))
                .put("nonce", Hex.quantity(sizes.below(id, 900)))
                .put("from", from(id))
                .put("to", to(id))
                .put("value", Hex.quantity(sizes.below(~id, 1_000_000) * GWEI))
                .put("gas", Hex.quantity(gasUsed(id) * 3 / 2))
                .put("maxFeePerGas", Hex.quantity(2 * baseFee(number)))
                .put("maxPriorityFeePerGas", Hex.quantity(GWEI))
                .put("gasPrice", Hex.quantity(baseFee(number) + GWEI))
                .put("input", transactions.hex(id, 68))
                .put("v", "0x1")
                .put("r", roots.hash(id))
                .put("s", roots.hash(~id));
    }

    ObjectNode receipt(long id) {
        long number = id >> 8;
        long before = 0;
        for (long other = number << 8; other <= id; other++) {
            before += gasUsed(other);
        }
        ArrayNode logs = NODES.arrayNode();
        for (int i = 0; i < logCount(id); i++) {
            logs.add(log(id, i));
        }
        return NODES.objectNode()
                .put("transactionHash", transactions.hash(id))
                .put("transactionIndex", Hex.quantity(id & 0xff))
                .put("blockHash", blockHash(number))
                .put("blockNumber", Hex.quantity(number))
                .put("from", from(id))
                .put("to", to(id))
                .put("cumulativeGasUsed", Hex.quantity(before))
                .put("gasUsed", Hex.quantity(gasUsed(id)))
                .put("effectiveGasPrice", Hex.quantity(baseFee(number) + GWEI))
                .putNull("contractAddress")
                .put("logsBloom", "0x" + "0".repeat(512))
                .put("type", "0x2")
                .put("status", "0x1")
                .set("logs", logs);
    }

    int logCount(long id) {
        return sizes.below(id * 3, 3);
    }

    /** Two contracts may log in one transaction, so a filter by address has something to leave out. */
    String logAddress(long id, int index) {
        return contracts.address(sizes.below(id * 5 + index, CONTRACTS));
    }

    ObjectNode log(long id, int index) {
        long number = id >> 8;
        ArrayNode topic = NODES.arrayNode().add(topics.hash(sizes.below(id + index, 4)));
        return NODES.objectNode()
                .put("address", logAddress(id, index))
                .put("data", transactions.hash(~id - index))
                .put("blockNumber", Hex.quantity(number))
                .put("blockHash", blockHash(number))
                .put("transactionHash", transactions.hash(id))
                .put("transactionIndex", Hex.quantity(id & 0xff))
                .put("logIndex", Hex.quantity((id & 0xff) * 2 + index))
                .put("removed", false)
                .set("topics", topic);
    }

    /** Grows with the blocks, as an account in use does. */
    long balanceWei(String address, long block) {
        return Math.abs(accounts.bits(address.toLowerCase(java.util.Locale.ROOT).hashCode()) % 900_000_000) * GWEI
                + (block & 0xffff) * GWEI;
    }

    /** What a call of a contract returns: one word that depends on the call and the block. */
    String word(String data, long block) {
        return roots.hash((long) data.hashCode() * 31 + block);
    }

    long gasUsed(long id) {
        return 21_000 + sizes.below(id * 7, 180_000);
    }

    private String from(long id) {
        return accounts.address(sizes.below(id * 11, ACCOUNTS));
    }

    private String to(long id) {
        return logCount(id) > 0 ? logAddress(id, 0) : accounts.address(sizes.below(id * 13, ACCOUNTS));
    }

    private long timestampSeconds(long number) {
        return settings.firstTimestampSeconds()
                + Math.floorDiv((number - settings.firstNumber()) * settings.blockNanos(), 1_000_000_000L);
    }
}
