package dev.sluice.simulation.chain;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Answers JSON-RPC bodies as nodes of one chain would at a time. Safe for any thread: what it knows follows from the
 * seed, except the transactions that clients sent.
 */
public final class ChainSimulator {
    private final ChainSettings settings;
    private final EthMethods methods;

    public ChainSimulator(ChainSettings settings) {
        this.settings = settings;
        this.methods = new EthMethods(new Contents(settings), new Mempool());
    }

    /** The chain a provider is on by mistake. */
    public ChainSimulator elsewhere() {
        return new ChainSimulator(settings.elsewhere());
    }

    public long chainId() {
        return settings.chainId();
    }

    /** @param nowNanos since the start of the world */
    public long headNumber(long nowNanos, int lagBlocks) {
        return Math.max(0, settings.firstNumber() + Math.floorDiv(nowNanos, settings.blockNanos()) - lagBlocks);
    }

    /** The method of each call in a body, in order; empty where the body is not JSON. Invalid calls are {@code ""}. */
    public static List<String> methodsOf(byte[] body) {
        try {
            return Calls.read(body).calls().stream().map(Call::method).toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** The whole HTTP answer: a JSON-RPC answer, or an array of them for a batch. Ids come back byte for byte. */
    public byte[] answer(byte[] body, long nowNanos, int lagBlocks) {
        ChainView view = new ChainView(settings, headNumber(nowNanos, lagBlocks));
        return render(body, call -> result(call, view));
    }

    /** The same error for each call of a body. */
    public static byte[] error(byte[] body, int code, String message) {
        return render(body, call -> RpcAnswer.fault(call.id(), new RpcFault(code, message)));
    }

    private interface Answering {
        String answer(Call call);
    }

    private static byte[] render(byte[] body, Answering answering) {
        Calls calls;
        try {
            calls = Calls.read(body);
        } catch (IOException e) {
            return bytes(RpcAnswer.fault("null", new RpcFault(RpcFault.PARSE_ERROR, "parse error")));
        }
        if (calls.calls().isEmpty()) {
            return bytes(RpcAnswer.fault("null", new RpcFault(RpcFault.INVALID_REQUEST, "empty batch")));
        }
        List<String> answers = new ArrayList<>(calls.calls().size());
        for (Call call : calls.calls()) {
            answers.add(answering.answer(call));
        }
        return bytes(calls.batch() ? "[" + String.join(",", answers) + "]" : answers.getFirst());
    }

    private String result(Call call, ChainView view) {
        if (call.method().isEmpty()) {
            return RpcAnswer.fault(call.id(), new RpcFault(RpcFault.INVALID_REQUEST, "invalid request"));
        }
        try {
            return RpcAnswer.result(call.id(), methods.answer(call, view));
        } catch (RpcFault fault) {
            return RpcAnswer.fault(call.id(), fault);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
