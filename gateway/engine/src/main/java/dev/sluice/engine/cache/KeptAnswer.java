package dev.sluice.engine.cache;

import dev.sluice.engine.jsonrpc.JsonRpcAnswer;
import java.util.Arrays;

/**
 * An answer to give to others, each under an id of its own. The bytes are not to be changed.
 *
 * @param idFrom where the id of the one it was got for stands
 * @param nanos for how long it may be given, from when it was kept
 */
public record KeptAnswer(byte[] bytes, int idFrom, int idTo, long nanos) {

    /** A copy of the answer, which must have an id. */
    public static KeptAnswer of(byte[] said, JsonRpcAnswer answer, long nanos) {
        return new KeptAnswer(
                Arrays.copyOfRange(said, answer.from(), answer.to()),
                answer.idFrom() - answer.from(),
                answer.idTo() - answer.from(),
                nanos);
    }

    /** The answer under the id that stands in a call. */
    public byte[] withId(byte[] asked, int from, int to) {
        int id = to - from;
        byte[] whole = new byte[bytes.length - (idTo - idFrom) + id];
        System.arraycopy(bytes, 0, whole, 0, idFrom);
        System.arraycopy(asked, from, whole, idFrom, id);
        System.arraycopy(bytes, idTo, whole, idFrom + id, bytes.length - idTo);
        return whole;
    }
}
