package dev.sluice.e2e.watching;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.e2e.cluster.Command;
import dev.sluice.e2e.cluster.Repository;

/** A program that {@code dev/tool} finds or unpacks. */
final class Tool {
    private static final Repository REPOSITORY = Repository.ofWorkingDirectory();

    private Tool() {}

    /** Its path; leaves the test out where there is none. {@code make test} asks for all tools before it begins. */
    static String path(String name) {
        Command found = Command.run(REPOSITORY.path("dev/tool").toString(), name);
        assumeTrue(found.exitCode() == 0, name + " is neither on the PATH nor among Debian's packages here");
        return found.output();
    }
}
