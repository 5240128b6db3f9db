package dev.sluice.control.translate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class GoldenTest {
    @TestFactory
    Stream<DynamicTest> translatesAsWrittenDown() {
        return GoldenFiles.cases().stream()
                .map(folder -> DynamicTest.dynamicTest(folder.getFileName().toString(), () -> check(folder)));
    }

    private static void check(Path folder) {
        String actual = GoldenFiles.run(folder);
        Path out = folder.resolve("out.yaml");
        if (GoldenFiles.REWRITE) {
            GoldenFiles.write(out, actual);
        }
        assertEquals(GoldenFiles.text(out), actual, "rewrite with make generate, and read the difference");
    }
}
