package dev.sluice.simulation.load;

import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;

/** Which calls are sent, how often, and with which parameters. */
public record CallMix(List<Kind> kinds) {

    /** Writes the parameters of one call as a JSON array. */
    @FunctionalInterface
    public interface Params {
        String write(RandomGenerator random);
    }

    /**
     * @param method JSON-RPC method
     * @param weight relative to the others'
     * @param errorIsAnswer whether a JSON-RPC error object is what a good node answers, as to a call that reverts
     * @param params of each call
     */
    public record Kind(String method, int weight, boolean errorIsAnswer, Params params) {}

    public CallMix {
        kinds = List.copyOf(kinds);
        if (kinds.stream().mapToInt(Kind::weight).sum() < 1) {
            throw new IllegalArgumentException("a mix needs a kind of call with a weight");
        }
    }

    /** What wallets and indexers send, one in fifty of them a transaction. */
    public static CallMix ethereum() {
        return new CallMix(List.of(
                read("eth_blockNumber", 25, random -> "[]"),
                read("eth_chainId", 8, random -> "[]"),
                read("eth_getBalance", 20, random -> "[\"" + hex(random, 20) + "\",\"latest\"]"),
                read("eth_call", 20, CallMix::contractCall),
                read("eth_getBlockByNumber", 10, random -> "[\"latest\",false]"),
                read("eth_getLogs", 6, random -> "[{\"fromBlock\":\"latest\",\"toBlock\":\"latest\"}]"),
                read("eth_gasPrice", 5, random -> "[]"),
                read("eth_feeHistory", 2, random -> "[4,\"latest\",[]]"),
                new Kind("eth_call", 2, true, random -> "[{\"data\":\"0xdeadbeef\"},\"latest\"]"),
                read(
                        "eth_sendRawTransaction",
                        2,
                        random -> "[\"0x02" + hex(random, 110).substring(2) + "\"]")));
    }

    /** Only calls that any node of any chain answers alike and that may be repeated. */
    public static CallMix reads() {
        return new CallMix(List.of(
                read("eth_blockNumber", 50, random -> "[]"),
                read("eth_chainId", 20, random -> "[]"),
                read("eth_getBalance", 30, random -> "[\"" + hex(random, 20) + "\",\"latest\"]")));
    }

    public static CallMix only(String method, String params) {
        return new CallMix(List.of(read(method, 1, random -> params)));
    }

    public Kind draw(RandomGenerator random) {
        int left = random.nextInt(kinds.stream().mapToInt(Kind::weight).sum());
        for (Kind kind : kinds) {
            left -= kind.weight;
            if (left < 0) {
                return kind;
            }
        }
        throw new IllegalStateException("weights do not add up");
    }

    private static Kind read(String method, int weight, Params params) {
        return new Kind(method, weight, false, params);
    }

    private static String contractCall(RandomGenerator random) {
        return "[{\"to\":\"" + hex(random, 20) + "\",\"data\":\"0x70a08231"
                + hex(random, 32).substring(2) + "\"},\"latest\"]";
    }

    private static String hex(RandomGenerator random, int bytes) {
        byte[] value = new byte[bytes];
        random.nextBytes(value);
        return "0x" + HexFormat.of().formatHex(value);
    }
}
