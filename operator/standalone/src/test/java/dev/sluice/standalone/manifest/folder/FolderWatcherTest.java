package dev.sluice.standalone.manifest.folder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On real files: what editors, GitOps agents and mounted volumes do to a folder. */
class FolderWatcherTest {
    private static final long PATIENCE_MILLIS = 10_000;

    @TempDir
    Path root;

    private final BlockingQueue<FolderState> states = new LinkedBlockingQueue<>();
    private FolderWatcher watcher;

    @BeforeEach
    void watch() throws IOException {
        Files.writeString(root.resolve("a.yaml"), secret("a", "0"));
        watcher = FolderWatcher.start(new ManifestFolder(root, InstantSource.system()), states::add);
        assertEquals(List.of("a=0"), secrets(states.remove()));
    }

    @AfterEach
    void stop() {
        watcher.close();
    }

    @Test
    void noticesAChangeWithinMilliseconds() throws Exception {
        long[] micros = new long[50];
        for (int i = 0; i < micros.length; i++) {
            String expected = "a=" + (i + 1);
            long start = System.nanoTime();
            Files.writeString(root.resolve("a.yaml"), secret("a", "" + (i + 1)));
            await(state -> secrets(state).equals(List.of(expected)));
            micros[i] = (System.nanoTime() - start) / 1_000;
        }

        Arrays.sort(micros);
        System.out.printf(
                "file change -> new state: p50 %.1f ms, maximum of 50 %.1f ms%n",
                micros[25] / 1_000.0, micros[49] / 1_000.0);
        assertTrue(micros[25] < 500_000, "median of " + micros[25] + " us");
    }

    @Test
    void followsSavesByRenameAndIgnoresWhatEditorsLeaveBeside() throws Exception {
        Files.writeString(root.resolve(".a.yaml.swp"), "swap: [");
        Files.writeString(root.resolve("4913"), "");
        Files.move(root.resolve("a.yaml"), root.resolve("a.yaml~"));
        Files.writeString(root.resolve("a.yaml"), secret("a", "vim"));
        await(state -> secrets(state).equals(List.of("a=vim")));

        Files.writeString(root.resolve("a.yaml.tmp"), secret("a", "atomic"));
        Files.move(root.resolve("a.yaml.tmp"), root.resolve("a.yaml"), StandardCopyOption.ATOMIC_MOVE);
        FolderState state = await(next -> secrets(next).equals(List.of("a=atomic")));

        assertEquals(List.of(), state.problems());
    }

    @Test
    void watchesSubfoldersThatAppearAndForgetsThoseThatGo() throws Exception {
        Path sub = Files.createDirectories(root.resolve("team/eu"));
        Files.writeString(sub.resolve("b.yml"), secret("b", "1"));
        await(state -> secrets(state).equals(List.of("a=0", "b=1")));

        Files.writeString(sub.resolve("b.yml"), secret("b", "2"));
        await(state -> secrets(state).equals(List.of("a=0", "b=2")));

        Files.delete(sub.resolve("b.yml"));
        Files.delete(sub);
        await(state -> secrets(state).equals(List.of("a=0")));
    }

    @Test
    void followsTheLinkSwapOfAMountedConfigMap() throws Exception {
        Path old = Files.createDirectory(root.resolve("..2026_01"));
        Files.writeString(old.resolve("m.yaml"), secret("m", "old"));
        Files.createSymbolicLink(root.resolve("..data"), Path.of("..2026_01"));
        Files.createSymbolicLink(root.resolve("m.yaml"), Path.of("..data/m.yaml"));
        await(state -> secrets(state).equals(List.of("a=0", "m=old")));

        Path fresh = Files.createDirectory(root.resolve("..2026_02"));
        Files.writeString(fresh.resolve("m.yaml"), secret("m", "new"));
        Files.createSymbolicLink(root.resolve("..data_tmp"), Path.of("..2026_02"));
        Files.move(root.resolve("..data_tmp"), root.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
        Files.delete(old.resolve("m.yaml"));

        await(state -> secrets(state).equals(List.of("a=0", "m=new")));
    }

    @Test
    void saysWhenAFileBreaksKeepsItsObjectsAndClearsWhenMended() throws Exception {
        Files.writeString(root.resolve("a.yaml"), secret("a", "1") + "  broken: [");
        FolderState broken = await(state -> !state.problems().isEmpty());
        assertEquals(List.of("a=0"), secrets(broken));

        Files.write(root.resolve("a.yaml"), new byte[] {'a', (byte) 0xff});
        FolderState binary = await(state -> state.problems().toString().contains("UTF-8"));
        assertEquals(List.of("a=0"), secrets(binary));

        Files.writeString(root.resolve("a.yaml"), secret("a", "2"));
        FolderState mended = await(state -> state.problems().isEmpty());
        assertEquals(List.of("a=2"), secrets(mended));
    }

    @Test
    void keepsEverythingWhileTheFolderItselfIsAwayAndFindsItAgain() throws Exception {
        Path away = root.resolveSibling(root.getFileName() + "-away");
        Files.move(root, away);
        FolderState state = await(next -> !next.problems().isEmpty());
        assertEquals(List.of("a=0"), secrets(state));

        Files.writeString(away.resolve("a.yaml"), secret("a", "back"));
        Files.move(away, root);
        FolderState back = await(next -> secrets(next).equals(List.of("a=back")));
        assertEquals(List.of(), back.problems());
    }

    private FolderState await(Predicate<FolderState> expected) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
        FolderState state = null;
        while (state == null || !expected.test(state)) {
            String last = state == null ? "none" : secrets(state) + " " + state.problems();
            state = states.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            assertNotNull(state, () -> "no such state in time; last was " + last);
        }
        return state;
    }

    private static List<String> secrets(FolderState state) {
        return state.resources().secrets().stream()
                .map(secret -> secret.getMetadata().getName() + "="
                        + new String(java.util.Base64.getDecoder()
                                .decode(secret.getData().get("v"))))
                .toList();
    }

    private static String secret(String name, String value) {
        return "apiVersion: v1\nkind: Secret\nmetadata: {name: " + name + "}\nstringData:\n  v: \"" + value + "\"\n";
    }
}
