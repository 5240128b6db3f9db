package dev.sluice.e2e.conformance;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What the suite said.
 *
 * @param succeeded whether every test passed or was left out
 * @param log all of its output
 * @param report its report file, in the form that Gateway API publishes; empty where it wrote none
 */
record ConformanceResult(boolean succeeded, String log, String report) {
    private static final Pattern FAILED = Pattern.compile("(?m)^ +--- FAIL: (TestConformance/\\S+)");
    private static final Pattern PASSED = Pattern.compile("(?m)^    --- PASS: (TestConformance/[^/\\s]+) ");

    List<String> failed() {
        return FAILED.matcher(log).results().map(found -> found.group(1)).toList();
    }

    long passed() {
        return PASSED.matcher(log).results().map(MatchResult::group).count();
    }

    /** What failed, and the end of the log where nothing says so. */
    String summary() {
        return failed().isEmpty() ? log.substring(Math.max(0, log.length() - 2_000)) : String.join("\n", failed());
    }
}
