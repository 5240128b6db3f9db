package dev.sluice.control.translate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.control.resolve.Resources;
import dev.sluice.control.status.Condition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OverrideActivityTest {
    private static final String OVERRIDE = """
            apiVersion: sluice.dev/v1alpha1
            kind: TrafficOverride
            metadata: {name: night}
            spec:
              target: {region: us-east-1}
              action: Drain
              until: 2026-03-01T02:00:00+01:00
              reason: power work
            """;

    private static Optional<String> active(String yaml, String at) {
        Resources resources = Manifests.read(yaml);
        var status = Translator.translate(resources, List.of(), Translator.Target.STANDALONE, 1, 1)
                .statuses()
                .getFirst();
        return OverrideTranslator.active(
                        status,
                        resources.overrides().getFirst(),
                        Instant.parse(at).toEpochMilli())
                .map(OverrideActivityTest::words);
    }

    private static String words(Condition condition) {
        return condition.type() + "=" + condition.status().label() + " " + condition.reason() + ": "
                + condition.message();
    }

    @Test
    void isActiveWithItsReasonUntilItsTime() {
        assertEquals(
                Optional.of("Active=True Active: holds until 2026-03-01T02:00:00+01:00: power work"),
                active(OVERRIDE, "2026-03-01T00:59:59Z"));
    }

    @Test
    void isOverFromItsTimeOn() {
        assertEquals(
                Optional.of(
                        "Active=False Expired: ended at 2026-03-01T02:00:00+01:00; delete it, or give a later time"),
                active(OVERRIDE, "2026-03-01T01:00:00Z"));
    }

    @Test
    void isNeitherWhereItIsInvalid() {
        assertEquals(Optional.empty(), active(OVERRIDE.replace("03-01T", "13-01T"), "2026-03-01T00:00:00Z"));
    }
}
