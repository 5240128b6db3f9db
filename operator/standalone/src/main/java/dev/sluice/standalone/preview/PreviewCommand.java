package dev.sluice.standalone.preview;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.sluice.control.translate.Translator.Target;
import dev.sluice.standalone.simulate.SeedRange;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The report on standard output, what is wrong with the input on standard error. */
@Command(
        name = "preview",
        description = {
            "Says what a change of manifests would have made of the last hour, and what it would make of disasters: shares,",
            "answers, time and cost beside those of the manifests as they are, and whether objectives would be kept."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every objective would be kept",
            "1:an objective would be missed",
            "2:the command line, a manifest, the recording or a scenario is wrong; a line per mistake"
        })
public final class PreviewCommand implements Callable<Integer> {
    private static final String HERE = "http://127.0.0.1:9901";

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "The manifests as they are.")
    private Path folder = Path.of("");

    @Option(
            names = "--change",
            required = true,
            paramLabel = "FILE",
            description =
                    "Manifests as they would be; each takes the place of the object of its kind and name, or is new."
                            + " May be given several times.")
    private List<Path> changes = List.of();

    @Option(
            names = "--recording",
            paramLabel = "FILE|URL",
            description = "What /api/v1/recording gave, or the address of a running Sluice (default: " + HERE
                    + ", or none where a scenario is given).")
    private @Nullable String recording;

    @Option(
            names = "--scenario",
            paramLabel = "NAME|FILE",
            description = "One of those of simulate, or a file; may be given several times.")
    private List<String> scenarios = List.of();

    @Option(
            names = "--seeds",
            defaultValue = "1-2",
            paramLabel = "FIRST-LAST",
            description = "Seeds of scenarios (default: ${DEFAULT-VALUE}).")
    private String seeds = "1-2";

    @Option(
            names = "--target",
            defaultValue = "standalone",
            paramLabel = "standalone|kubernetes",
            description = "Where the manifests are to run, as for validate (default: ${DEFAULT-VALUE}).")
    private Target target = Target.STANDALONE;

    @Option(names = "--json", description = "Print the report as JSON.")
    private boolean json;

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("runs only as a picocli command");
        }
        SeedRange range = SeedRange.parse(seeds, spec);
        try {
            PreviewReport report = Preview.answer(
                    new Preview.Question(
                            folder,
                            changes,
                            target,
                            recording == null && scenarios.isEmpty() ? HERE : recording,
                            scenarios,
                            range.first(),
                            range.last()),
                    System.currentTimeMillis());
            spec.commandLine().getOut().print(json ? json(report) : TextReport.of(report));
            spec.commandLine().getOut().flush();
            return report.objectivesMissed() ? ExitCode.SOFTWARE : ExitCode.OK;
        } catch (PreviewException e) {
            e.lines().forEach(spec.commandLine().getErr()::println);
            return ExitCode.USAGE;
        } catch (IOException e) {
            spec.commandLine().getErr().println("cannot read " + e.getMessage());
            return ExitCode.USAGE;
        }
    }

    private static String json(PreviewReport report) {
        try {
            return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(report) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a report that has no JSON form", e);
        }
    }
}
