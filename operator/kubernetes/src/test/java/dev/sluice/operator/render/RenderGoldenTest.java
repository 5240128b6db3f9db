package dev.sluice.operator.render;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** A folder per case: {@code in.yaml} and the objects it comes to, {@code out.yaml}. */
class RenderGoldenTest {
    private static final boolean REWRITE = Boolean.getBoolean("golden.rewrite");
    private static final Path CASES = Path.of("src/test/resources/golden");

    @TestFactory
    List<DynamicTest> rendersAsWrittenDown() throws IOException {
        try (Stream<Path> folders = Files.list(CASES)) {
            return folders.sorted()
                    .map(f -> DynamicTest.dynamicTest(f.getFileName().toString(), () -> check(f)))
                    .toList();
        }
    }

    private static void check(Path folder) throws IOException {
        RenderInput input = RenderCase.read(Files.readString(folder.resolve("in.yaml")));
        String actual = RenderCase.print(GatewayObjects.render(input));
        Path out = folder.resolve("out.yaml");
        if (REWRITE) {
            Files.writeString(out, actual);
        }
        assertEquals(Files.readString(out), actual, "rewrite with make generate, and read the difference");
    }
}
