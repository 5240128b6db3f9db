package dev.sluice.e2e.watching;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.e2e.cluster.Command;
import dev.sluice.e2e.cluster.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Alerts fire on what they are for and not on what is well, by promtool's rule tests, and say where to read on. */
class AlertsTest {
    private static final Repository REPOSITORY = Repository.ofWorkingDirectory();
    private static final Path RULES = REPOSITORY.path("charts/sluice/rules/sluice.yaml");
    private static final Path CASES = REPOSITORY.path("charts/sluice/rules/sluice.test.yaml");
    private static final Pattern ALERT = Pattern.compile("- alert: (\\w+)");
    private static final Pattern FIRING = Pattern.compile("alertname=\"(\\w+)\"\\}");
    private static final Pattern RUNBOOK = Pattern.compile("runbook_url: \"docs/runbook\\.md#(\\w+)\"");

    @Test
    void everyCaseEndsAsWritten() {
        String promtool = Tool.path("promtool");

        Command checked = Command.run(promtool, "check", "rules", RULES.toString());
        assertEquals(0, checked.exitCode(), checked.output());

        Command tested = Command.run(promtool, "test", "rules", CASES.toString());
        assertEquals(0, tested.exitCode(), tested.output());
    }

    @Test
    void everyAlertHasACaseInWhichItFires() throws IOException {
        assertEquals(all(ALERT, RULES), all(FIRING, CASES));
    }

    @Test
    void everyAlertLeadsToItsChapterOfTheRunbook() throws IOException {
        String runbook = Files.readString(REPOSITORY.path("docs/runbook.md"));
        TreeSet<String> alerts = all(ALERT, RULES);

        assertEquals(
                alerts.stream()
                        .map(each -> each.toLowerCase(Locale.ROOT))
                        .collect(Collectors.toCollection(TreeSet::new)),
                all(RUNBOOK, RULES));
        alerts.forEach(each -> assertTrue(runbook.contains("\n### " + each + "\n"), each + " is in the runbook"));
    }

    private static TreeSet<String> all(Pattern pattern, Path file) throws IOException {
        return pattern.matcher(Files.readString(file))
                .results()
                .map((MatchResult each) -> each.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
