package dev.sluice.e2e.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.control.status.Reason;
import dev.sluice.standalone.SluiceMain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documents tell people to read, apply and run exists and works. */
class DocsTest {
    private static final Path ROOT = QuickstartWorld.repository();
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)(#[^)]*)?\\)");
    private static final Pattern CODE = Pattern.compile("(?s)```.*?```|`[^`\\n]*`");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w+)\\n(.*?)^```$");
    private static final Pattern COMMAND = Pattern.compile("(?m)^(?:\\$ )?(\\./sluice [^#&|\\n]*|make [a-z0-9-]+)");

    @Test
    void everyRelativeLinkLeadsToAFile() throws IOException {
        TreeSet<String> dead = new TreeSet<>();
        for (Path document : documents()) {
            Matcher link = LINK.matcher(CODE.matcher(Files.readString(document)).replaceAll(""));
            while (link.find()) {
                String to = link.group(1);
                if (!to.contains("://") && !Files.exists(document.resolveSibling(to))) {
                    dead.add(ROOT.relativize(document) + " -> " + to);
                }
            }
        }
        assertEquals(new TreeSet<>(), dead);
    }

    @Test
    void everyCommandOfTheDocumentsIsOneThatExists() throws IOException {
        String makefile = Files.readString(ROOT.resolve("Makefile"));
        int seen = 0;
        for (Path document : documents()) {
            for (String block : blocks(document, "sh")) {
                Matcher command = COMMAND.matcher(block);
                while (command.find()) {
                    seen++;
                    String line = command.group(1).strip();
                    String where = ROOT.relativize(document) + ": " + line;
                    if (line.startsWith("make ")) {
                        assertTrue(makefile.contains("\n" + line.substring(5) + ":"), where);
                    } else {
                        String[] words = line.substring("./sluice ".length()).split("\\s+");
                        SluiceMain.commandLine().parseArgs(words);
                    }
                }
            }
        }
        assertTrue(seen > 5, "commands were found");
    }

    @Test
    void everyManifestOfTheDocumentsIsValid() throws IOException {
        List<String> arguments = new ArrayList<>(List.of("validate"));
        Path folder = Files.createTempDirectory("sluice-docs");
        for (Path document : documents()) {
            for (String block : blocks(document, "yaml")) {
                Path file = folder.resolve(arguments.size() + ".yaml");
                Files.writeString(file, block);
                arguments.add(file.toString());
            }
        }
        arguments.add(QuickstartWorld.EXAMPLES.resolve("quickstart.yaml").toString());
        try (SluiceProcess validate = SluiceProcess.command(arguments.toArray(String[]::new))) {
            assertEquals(0, validate.exitCode(Duration.ofSeconds(60)), validate.log());
        }
    }

    @Test
    void everyReasonOfAConditionThatDoesNotHoldIsInTheRunbook() throws IOException {
        String runbook = Files.readString(ROOT.resolve("docs/runbook.md"));
        Set<Reason> good = EnumSet.of(
                Reason.ACCEPTED,
                Reason.RESOLVED_REFS,
                Reason.PROGRAMMED,
                Reason.READY,
                Reason.ACTIVE,
                Reason.NO_CONFLICTS);
        List<String> missing = EnumSet.complementOf(EnumSet.copyOf(good)).stream()
                .map(Reason::label)
                .filter(label -> !runbook.contains("`" + label + "`"))
                .toList();
        assertEquals(List.of(), missing);
    }

    @Test
    void everyScenarioOfTheDocumentsRuns() throws IOException {
        int seen = 0;
        for (Path document : documents()) {
            for (String block : blocks(document, "scenario")) {
                Path file = Files.createTempFile("sluice-docs", ".yaml");
                Files.writeString(file, block);
                seen++;
                assertEquals(
                        0,
                        SluiceMain.commandLine()
                                .execute(
                                        "simulate",
                                        "--scenario",
                                        file.toString(),
                                        "--seeds",
                                        "1",
                                        "--against",
                                        "nothing"),
                        ROOT.relativize(document).toString());
            }
        }
        assertTrue(seen > 0, "scenarios were found");
    }

    private static List<Path> documents() throws IOException {
        try (Stream<Path> top = Files.list(ROOT);
                Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            return Stream.concat(top, docs)
                    .filter(p -> p.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }

    private static List<String> blocks(Path document, String language) throws IOException {
        List<String> found = new ArrayList<>();
        Matcher block = BLOCK.matcher(Files.readString(document));
        while (block.find()) {
            if (block.group(1).equals(language)) {
                found.add(block.group(2));
            }
        }
        return found;
    }
}
