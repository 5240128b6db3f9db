package dev.sluice.simulation.chain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.HashSet;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;

/** The methods of the chain, with a node's checks of parameters and its error codes. */
final class EthMethods {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int MOST_BLOCKS_OF_LOGS = 100;
    private static final int MOST_BLOCKS_OF_FEES = 128;
    private static final String REVERTING_SELECTOR = "0xdeadbeef";

    private final Contents contents;
    private final Mempool mempool;

    EthMethods(Contents contents, Mempool mempool) {
        this.contents = contents;
        this.mempool = mempool;
    }

    JsonNode answer(Call call, ChainView view) throws RpcFault {
        return switch (call.method()) {
            case "web3_clientVersion" -> text("Sluice-Simulator/1.0/java");
            case "net_version" -> text(Long.toString(view.settings().chainId()));
            case "eth_chainId" -> text(Hex.quantity(view.settings().chainId()));
            case "eth_blockNumber" -> text(Hex.quantity(view.headNumber()));
            case "eth_syncing" -> BooleanNode.FALSE;
            case "eth_gasPrice" -> text(Hex.quantity(contents.baseFee(view.headNumber())));
            case "eth_getBlockByNumber" -> blockByNumber(call, view);
            case "eth_getBlockByHash" -> blockByHash(call, view);
            case "eth_getBalance" -> balance(call, view);
            case "eth_getTransactionCount" -> nonce(call, view);
            case "eth_getCode" -> code(call, view);
            case "eth_call" -> ethCall(call, view);
            case "eth_estimateGas" -> estimate(call);
            case "eth_getLogs" -> logs(call, view);
            case "eth_getTransactionByHash" -> transaction(call, view, false);
            case "eth_getTransactionReceipt" -> transaction(call, view, true);
            case "eth_feeHistory" -> feeHistory(call, view);
            case "eth_sendRawTransaction" -> send(call, view);
            default ->
                throw new RpcFault(
                        RpcFault.METHOD_NOT_FOUND, "the method " + call.method() + " does not exist/is not available");
        };
    }

    private JsonNode blockByNumber(Call call, ChainView view) throws RpcFault {
        if (call.param(0).isMissingNode()) {
            throw missing(0);
        }
        long number = view.block(call.param(0));
        return number > view.headNumber() ? NullNode.instance : contents.block(number, full(call));
    }

    private JsonNode blockByHash(Call call, ChainView view) throws RpcFault {
        OptionalLong number = contents.blockOf(Hex.data(call.param(0), 32, "block hash"));
        boolean known = number.isPresent() && number.getAsLong() >= 0 && number.getAsLong() <= view.headNumber();
        return known ? contents.block(number.getAsLong(), full(call)) : NullNode.instance;
    }

    private static boolean full(Call call) throws RpcFault {
        JsonNode full = call.param(1);
        if (!full.isMissingNode() && !full.isBoolean()) {
            throw RpcFault.invalidParams("invalid argument 1: expected a boolean");
        }
        return full.asBoolean(false);
    }

    private JsonNode balance(Call call, ChainView view) throws RpcFault {
        String address = Hex.data(call.param(0), 20, "address");
        return text(Hex.quantity(contents.balanceWei(address, view.existing(call.param(1)))));
    }

    private JsonNode nonce(Call call, ChainView view) throws RpcFault {
        String address = Hex.data(call.param(0), 20, "address");
        view.existing(call.param(1));
        return text(Hex.quantity(Math.floorMod(address.hashCode(), 900)));
    }

    private static JsonNode code(Call call, ChainView view) throws RpcFault {
        Hex.data(call.param(0), 20, "address");
        view.existing(call.param(1));
        return text("0x");
    }

    private JsonNode ethCall(Call call, ChainView view) throws RpcFault {
        String data = callData(call);
        long block = view.existing(call.param(1));
        if (data.startsWith(REVERTING_SELECTOR)) {
            throw new RpcFault(RpcFault.REVERTED, "execution reverted", "0x08c379a0");
        }
        return text(contents.word(data, block));
    }

    private static JsonNode estimate(Call call) throws RpcFault {
        return text(Hex.quantity(21_000 + 16L * callData(call).length()));
    }

    private static String callData(Call call) throws RpcFault {
        JsonNode transaction = call.param(0);
        if (!transaction.isObject()) {
            throw RpcFault.invalidParams("invalid argument 0: expected a transaction object");
        }
        JsonNode data = transaction.has("data") ? transaction.get("data") : transaction.path("input");
        return data.isMissingNode() ? "0x" : Hex.data(data, 0, "data");
    }

    private JsonNode logs(Call call, ChainView view) throws RpcFault {
        JsonNode filter = call.param(0);
        if (!filter.isObject()) {
            throw RpcFault.invalidParams("invalid argument 0: expected a filter object");
        }
        long from = view.block(filter.path("fromBlock"));
        long to = Math.min(view.block(filter.path("toBlock")), view.headNumber());
        if (filter.hasNonNull("blockHash")) {
            from = contents.blockOf(Hex.data(filter.get("blockHash"), 32, "block hash"))
                    .orElseThrow(() -> new RpcFault(RpcFault.SERVER_ERROR, "unknown block"));
            to = from;
        }
        if (to - from >= MOST_BLOCKS_OF_LOGS) {
            throw new RpcFault(
                    RpcFault.LIMIT_EXCEEDED, "query exceeds max block range " + MOST_BLOCKS_OF_LOGS + " blocks");
        }
        Set<String> addresses = addresses(filter.path("address"));
        ArrayNode found = NODES.arrayNode();
        for (long block = from; block <= to; block++) {
            for (int i = 0; i < contents.transactionCount(block); i++) {
                addLogs(block << 8 | i, addresses, found);
            }
        }
        return found;
    }

    private void addLogs(long id, Set<String> addresses, ArrayNode found) {
        for (int i = 0; i < contents.logCount(id); i++) {
            if (addresses.isEmpty() || addresses.contains(contents.logAddress(id, i))) {
                found.add(contents.log(id, i));
            }
        }
    }

    private static Set<String> addresses(JsonNode filter) throws RpcFault {
        Set<String> wanted = new HashSet<>();
        for (JsonNode one : filter.isArray()
                ? filter
                : filter.isTextual() ? NODES.arrayNode().add(filter) : filter) {
            wanted.add(Hex.data(one, 20, "address").toLowerCase(Locale.ROOT));
        }
        return wanted;
    }

    private JsonNode transaction(Call call, ChainView view, boolean receipt) throws RpcFault {
        String hash = Hex.data(call.param(0), 32, "transaction hash");
        OptionalLong sentTo = mempool.blockOf(hash);
        if (sentTo.isPresent()) {
            return sent(hash, sentTo.getAsLong(), view, receipt);
        }
        OptionalLong id = contents.transactionOf(hash);
        long block = id.orElse(-1) >> 8;
        boolean known =
                block >= 0 && block <= view.headNumber() && (id.getAsLong() & 0xff) < contents.transactionCount(block);
        if (!known) {
            return NullNode.instance;
        }
        return receipt ? contents.receipt(id.getAsLong()) : contents.transaction(id.getAsLong());
    }

    private JsonNode sent(String hash, long block, ChainView view, boolean receipt) {
        boolean mined = block <= view.headNumber();
        if (receipt && !mined) {
            return NullNode.instance;
        }
        ObjectNode answer = receipt ? contents.receipt(block << 8) : contents.transaction(block << 8);
        if (!mined) {
            answer.putNull("blockHash").putNull("blockNumber").putNull("transactionIndex");
        }
        return answer.put(receipt ? "transactionHash" : "hash", hash);
    }

    private JsonNode feeHistory(Call call, ChainView view) throws RpcFault {
        long count = call.param(0).isInt() ? call.param(0).asInt() : Hex.quantity(call.param(0), "block count");
        long newest = view.existing(call.param(1));
        if (count < 1 || count > MOST_BLOCKS_OF_FEES) {
            throw RpcFault.invalidParams("invalid argument 0: block count must be 1 to " + MOST_BLOCKS_OF_FEES);
        }
        long oldest = Math.max(0, newest - count + 1);
        ArrayNode fees = NODES.arrayNode();
        ArrayNode ratios = NODES.arrayNode();
        for (long block = oldest; block <= newest; block++) {
            fees.add(Hex.quantity(contents.baseFee(block)));
            ratios.add(contents.transactionCount(block) / 10.0);
        }
        fees.add(Hex.quantity(contents.baseFee(newest + 1)));
        ObjectNode answer = NODES.objectNode().put("oldestBlock", Hex.quantity(oldest));
        answer.set("baseFeePerGas", fees);
        answer.set("gasUsedRatio", ratios);
        return answer;
    }

    private JsonNode send(Call call, ChainView view) throws RpcFault {
        String raw = Hex.data(call.param(0), 0, "transaction");
        if (raw.length() < 4) {
            throw new RpcFault(RpcFault.SERVER_ERROR, "typed transaction too short");
        }
        return text(mempool.accept(raw, view.headNumber()));
    }

    private static RpcFault missing(int index) {
        return RpcFault.invalidParams("missing value for required argument " + index);
    }

    private static JsonNode text(String value) {
        return TextNode.valueOf(value);
    }
}
