package dev.sluice.standalone;

import dev.sluice.standalone.explain.ExplainCommand;
import dev.sluice.standalone.log.Logging;
import dev.sluice.standalone.preview.PreviewCommand;
import dev.sluice.standalone.validate.ValidateCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The {@code sluice} command. */
@Command(
        name = "sluice",
        description =
                "Routes requests over several providers of the same service, and moves traffic before and after they fail.",
        mixinStandardHelpOptions = true,
        version = "sluice 0.1.0",
        subcommands = {
            RunCommand.class,
            ValidateCommand.class,
            SnapshotCommand.class,
            SimulateCommand.class,
            PreviewCommand.class,
            ExplainCommand.class,
            ProvidersCommand.class,
            DemoCommand.class,
            HelpCommand.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:it did not work; the reason is on standard error", "2:the command line is wrong"})
public final class SluiceMain {
    public static void main(String[] args) {
        Logging.lastToTheEnd();
        System.exit(commandLine().execute(args));
    }

    /** The command line, as tests run it too. */
    public static CommandLine commandLine() {
        return new CommandLine(new SluiceMain())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .registerConverter(SimulatedPort.class, new SimulatedPort.Converter());
    }
}
