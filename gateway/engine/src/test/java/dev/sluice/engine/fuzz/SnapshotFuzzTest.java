package dev.sluice.engine.fuzz;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.contract.codec.CodecException;
import dev.sluice.contract.codec.ContractCodec;
import dev.sluice.contract.snapshot.ConfigSnapshot;
import dev.sluice.engine.Snapshots;
import dev.sluice.engine.model.ModelCompiler;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A snapshot that came damaged, or from another version: it is read or refused, compiled or rejected, and nothing else. */
class SnapshotFuzzTest {
    private final ContractCodec codec = new ContractCodec();

    @Test
    void isServedOrRefused() {
        String whole = new String(codec.write(Snapshots.of(50, 30, 20).build()), StandardCharsets.UTF_8);
        int[] outcomes = new int[2];
        new Fuzz(
                        List.of(whole),
                        "null",
                        "-1",
                        "0",
                        "999999999999",
                        "\"\"",
                        "\"x\"",
                        "[]",
                        "{}",
                        "true",
                        "\"type\":",
                        "\"JSONRPC\"",
                        "\"HTTP\"",
                        "\"regex\":\"(\"",
                        ",",
                        "\"schema\":1",
                        "1e400")
                .run(input -> {
                    try {
                        ConfigSnapshot snapshot = codec.readSnapshot(input);
                        assertArrayEquals(
                                codec.write(snapshot), codec.write(codec.readSnapshot(codec.write(snapshot))));
                        ModelCompiler.compile(snapshot);
                        outcomes[0]++;
                    } catch (CodecException e) {
                        assertTrue(!e.getMessage().isEmpty());
                        outcomes[1]++;
                    }
                });
        assertTrue(outcomes[0] > 100 && outcomes[1] > 100, outcomes[0] + " read, " + outcomes[1] + " refused");
    }
}
