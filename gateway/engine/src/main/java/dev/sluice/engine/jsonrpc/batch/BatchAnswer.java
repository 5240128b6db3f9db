package dev.sluice.engine.jsonrpc.batch;

import dev.sluice.engine.jsonrpc.JsonRpcAnswer;
import dev.sluice.engine.jsonrpc.JsonRpcAnswerScanner;
import dev.sluice.engine.jsonrpc.JsonRpcCall;
import dev.sluice.engine.jsonrpc.JsonRpcErrors;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Joins the answers of a batch's parts in the order of the batch, each under the id its client gave. Whatever providers
 * send, every call has one answer: the first under its number counts, others are dropped, and a call without one gets an
 * error.
 */
public final class BatchAnswer {
    private static final int INTERNAL = -32603;

    /** A large error under many ids would be more than a provider could send itself. */
    private static final int MOST_REPEATED_BYTES = 4096;

    private static final byte[] ID = "\"id\":".getBytes(StandardCharsets.US_ASCII);

    /** Bytes with a hole for the id, from {@code idFrom} to {@code idTo}; the name of the member is missing too where {@code unnamed}. */
    private record Piece(byte[] bytes, int from, int idFrom, int idTo, int to, boolean unnamed) {}

    private record Refusal(int code, String message) {}

    private final Batch batch;
    private final JsonRpcAnswerScanner scanner = new JsonRpcAnswerScanner();
    private final @Nullable Piece[] pieces;
    private final @Nullable Refusal[] refusals;
    private int answered;

    public BatchAnswer(Batch batch) {
        this.batch = batch;
        pieces = new Piece[batch.size()];
        refusals = new Refusal[batch.size()];
    }

    /** The gateway's own error for a call that no provider answers. */
    public void refuse(int entry, int code, String message) {
        refusals[entry] = new Refusal(code, message);
    }

    /** An answer that was kept, with the id of another call. */
    public void give(int entry, byte[] bytes, int idFrom, int idTo) {
        pieces[entry] = new Piece(bytes, 0, idFrom, idTo, bytes.length, false);
    }

    /** Hears of each call that is answered. */
    public interface Found {
        Found NOBODY = (entry, body, answer) -> {};

        /** @param answer for the time of this call */
        void found(int entry, byte[] body, JsonRpcAnswer answer);
    }

    /**
     * What a provider said to {@link Batch#part}; the bytes must stay as they are until {@link #join}.
     *
     * @return whether it answered any of the calls
     */
    public boolean answer(BitSet part, byte[] body, int from, int to, Found listener) {
        int before = answered;
        JsonRpcAnswer answer = new JsonRpcAnswer();
        if (!scanner.first(body, from, to, answer)) {
            return false;
        }
        if (!answer.isInArray()) {
            answerWhole(part, body, answer, listener);
            return answered > before;
        }
        do {
            int entry = number(body, answer);
            if (entry >= 0 && part.get(entry)) {
                put(entry, body, answer, listener);
            }
        } while (scanner.next(body, to, answer));
        return answered > before;
    }

    /** The whole answer in the order of the batch; empty where only notifications were sent. */
    public byte[] join() {
        ByteArrayOutputStream out = new ByteArrayOutputStream(256 * batch.size());
        for (int i = 0; i < batch.size(); i++) {
            JsonRpcCall call = batch.entry(i);
            if (!call.isCall() || !call.isNotification()) {
                out.write(out.size() == 0 ? '[' : ',');
                write(out, i, call);
            }
        }
        if (out.size() > 0) {
            out.write(']');
        }
        return out.toByteArray();
    }

    /** One object: the answer to the only call, or an error that holds for all of them, if it bears repeating. */
    private void answerWhole(BitSet part, byte[] body, JsonRpcAnswer answer, Found listener) {
        long expected =
                part.stream().filter(i -> !batch.entry(i).isNotification()).count();
        boolean repeated = answer.isError() && answer.to() - answer.from() <= MOST_REPEATED_BYTES;
        if (expected == 1 || repeated) {
            part.stream().forEach(entry -> put(entry, body, answer, listener));
        }
    }

    private void put(int entry, byte[] body, JsonRpcAnswer answer, Found listener) {
        if (pieces[entry] != null || !answer.isAnswer()) {
            return;
        }
        boolean unnamed = answer.idFrom() < 0;
        int hole = unnamed ? answer.from() + 1 : answer.idFrom();
        pieces[entry] = new Piece(body, answer.from(), hole, unnamed ? hole : answer.idTo(), answer.to(), unnamed);
        answered++;
        listener.found(entry, body, answer);
    }

    private void write(ByteArrayOutputStream out, int entry, JsonRpcCall call) {
        Piece piece = pieces[entry];
        Refusal refusal = refusals[entry];
        if (piece != null) {
            out.write(piece.bytes, piece.from, piece.idFrom - piece.from);
            if (piece.unnamed) {
                out.writeBytes(ID);
            }
            out.write(batch.body(), call.idFrom(), call.idTo() - call.idFrom());
            if (piece.unnamed) {
                out.write(',');
            }
            out.write(piece.bytes, piece.idTo, piece.to - piece.idTo);
        } else if (!call.isCall()) {
            error(out, call, JsonRpcErrors.INVALID_REQUEST, "this entry of the batch is not a JSON-RPC call");
        } else if (refusal != null) {
            error(out, call, refusal.code, refusal.message);
        } else {
            error(out, call, INTERNAL, "the provider did not answer this call of the batch");
        }
    }

    private void error(ByteArrayOutputStream out, JsonRpcCall call, int code, String message) {
        JsonRpcErrors.write(out, batch.body(), call.idFrom(), call.idTo(), code, message);
    }

    /** The place that an answer's id names; -1 for any other id. */
    private static int number(byte[] body, JsonRpcAnswer answer) {
        int length = answer.idTo() - answer.idFrom();
        if (answer.idFrom() < 0 || length > 9) {
            return -1;
        }
        int number = 0;
        for (int i = answer.idFrom(); i < answer.idTo(); i++) {
            if (body[i] < '0' || body[i] > '9') {
                return -1;
            }
            number = number * 10 + body[i] - '0';
        }
        return number;
    }
}
