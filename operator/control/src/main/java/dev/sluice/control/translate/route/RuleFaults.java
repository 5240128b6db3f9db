package dev.sluice.control.translate.route;

import dev.sluice.control.translate.value.Findings;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why a rule cannot be served as it is written; a rule with a fault answers 500. */
final class RuleFaults {
    private final Findings findings;
    private final List<String> faults = new ArrayList<>();

    RuleFaults(Findings findings) {
        this.findings = findings;
    }

    void add(String path, String wrong, String expected) {
        findings.mistake(path, wrong, expected);
        faults.add(path + ": " + wrong);
    }

    int count() {
        return faults.size();
    }

    /** The first fault, or null where there is none. */
    @Nullable
    String first() {
        return faults.isEmpty() ? null : faults.getFirst();
    }
}
