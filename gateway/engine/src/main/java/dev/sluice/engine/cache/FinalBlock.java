package dev.sluice.engine.cache;

import dev.sluice.engine.jsonrpc.BlockNumber;
import java.util.Map;

/**
 * Up to which block a chain counts as final: so far below the head that more than half of the organizations have shown. One
 * vote for each, its lowest; who has shown none votes for none. So what a minority says, be it a head of 2^60, moves nothing.
 */
public final class FinalBlock {
    private FinalBlock() {}

    /**
     * @param headByOrganization of all that may answer; negative for unknown
     * @param depth blocks below the head
     * @return negative where none is final for certain
     */
    public static long of(Map<String, Long> headByOrganization, int depth) {
        if (headByOrganization.isEmpty()) {
            return BlockNumber.UNKNOWN;
        }
        long[] heads = headByOrganization.values().stream()
                .mapToLong(Long::longValue)
                .sorted()
                .toArray();
        // The lower middle: of four the second, which three have reached.
        long head = heads[(heads.length - 1) / 2];
        return head < depth ? BlockNumber.UNKNOWN : head - depth;
    }
}
