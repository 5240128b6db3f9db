package dev.sluice.standalone.simulate;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Seeds from the first to the last, both included. */
public record SeedRange(long first, long last) {
    private static final int MOST = 10_000;

    /** Reads {@code 7} or {@code 1-20}; what is neither is an error of the command line. */
    public static SeedRange parse(String text, CommandSpec spec) {
        String[] parts = text.split("-", 2);
        try {
            long first = Long.parseLong(parts[0]);
            long last = parts.length == 1 ? first : Long.parseLong(parts[1]);
            if (first >= 0 && last >= first && last - first < MOST) {
                return new SeedRange(first, last);
            }
        } catch (NumberFormatException notARange) {
            // Said below, as for a range that goes backwards.
        }
        throw new ParameterException(spec.commandLine(), "--seeds " + text + " is no range; expected one such as 1-20");
    }
}
