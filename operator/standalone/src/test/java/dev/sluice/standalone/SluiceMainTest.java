package dev.sluice.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class SluiceMainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void helpListsTheCommands() {
        assertEquals(0, run("--help"));
        for (String command : new String[] {"run", "validate", "demo"}) {
            assertTrue(out.toString().contains(command), command);
        }
    }

    @Test
    void aWrongAddressIsToldWithTheExpectedForm() {
        assertEquals(2, run("run", ".", "--admin", "nine"));
        assertTrue(err.toString().contains("HOST:PORT"), err.toString());
    }

    @Test
    void anUnknownOptionIsAUsageError() {
        assertEquals(2, run("demo", "--faster"));
        assertTrue(err.toString().contains("--faster"), err.toString());
    }

    @Test
    void aProviderToSimulateIsAClassAndAPort() {
        assertEquals(2, run("providers", "--serve", "a=Cloud:9101"));
        assertTrue(err.toString().contains("'Cloud' is no class of providers"), err.toString());
    }

    private int run(String... arguments) {
        CommandLine line = SluiceMain.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }
}
