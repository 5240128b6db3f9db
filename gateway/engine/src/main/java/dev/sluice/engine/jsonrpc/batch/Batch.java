package dev.sluice.engine.jsonrpc.batch;

import dev.sluice.engine.jsonrpc.JsonRpcCall;
import dev.sluice.engine.jsonrpc.JsonRpcScanner;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** The entries of a batch, and the bodies made of some of them. The bytes stay the client's and are not copied. */
public final class Batch {
    private final byte[] body;
    private final List<JsonRpcCall> entries = new ArrayList<>();

    /** @param body a non-empty array, as {@link JsonRpcScanner#scan} found it */
    public Batch(JsonRpcScanner scanner, byte[] body, int from, int to) {
        this.body = body;
        JsonRpcCall entry = new JsonRpcCall();
        scanner.firstEntry(body, from, to, entry);
        entries.add(entry);
        while (true) {
            JsonRpcCall next = new JsonRpcCall();
            if (!scanner.nextEntry(body, to, entry, next)) {
                break;
            }
            entries.add(next);
            entry = next;
        }
    }

    public int size() {
        return entries.size();
    }

    /** An entry, which may be no call. */
    public JsonRpcCall entry(int index) {
        return entries.get(index);
    }

    byte[] body() {
        return body;
    }

    /**
     * The body of a request with these entries: one call, or a smaller batch. Each call gets its place in the whole batch for
     * its id, so that answers are told apart whatever ids the client chose.
     *
     * @param part places of calls
     */
    public byte[] part(BitSet part) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        boolean several = part.cardinality() > 1;
        for (int i = part.nextSetBit(0); i >= 0; i = part.nextSetBit(i + 1)) {
            if (several) {
                out.write(out.size() == 0 ? '[' : ',');
            }
            write(out, i);
        }
        if (several) {
            out.write(']');
        }
        return out.toByteArray();
    }

    private void write(ByteArrayOutputStream out, int index) {
        JsonRpcCall call = entries.get(index);
        if (call.isNotification()) {
            out.write(body, call.from(), call.to() - call.from());
            return;
        }
        out.write(body, call.from(), call.idFrom() - call.from());
        out.writeBytes(Integer.toString(index).getBytes(StandardCharsets.US_ASCII));
        out.write(body, call.idTo(), call.to() - call.idTo());
    }
}
