package dev.sluice.standalone.validate;

import dev.sluice.control.resolve.Resources;
import dev.sluice.control.status.ObjectStatus;
import dev.sluice.control.translate.Translator;
import dev.sluice.control.translate.Translator.Target;
import dev.sluice.standalone.manifest.ManifestProblem;
import dev.sluice.standalone.manifest.ManifestReader;
import dev.sluice.standalone.manifest.ParsedFile;
import dev.sluice.standalone.manifest.TypedObjects;
import dev.sluice.standalone.manifest.folder.ManifestPaths;
import dev.sluice.standalone.manifest.schema.SchemaCatalog;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** One line per mistake on standard output, warnings and what else is to say on standard error. */
@Command(
        name = "validate",
        description = {
            "Checks manifests by the schemas of their kinds and by what they refer to.",
            "Prints one line per mistake: file:line: Kind/name: field.path: what is wrong; what is expected"
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:no mistakes", "1:mistakes, one per line", "2:the command line is wrong"})
public final class ValidateCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--target",
            defaultValue = "standalone",
            paramLabel = "standalone|kubernetes",
            description = "Where the manifests are to run (default: ${DEFAULT-VALUE}). A cluster allows no loopback"
                    + " endpoints, and Secrets and Services may come from elsewhere.")
    private Target target = Target.STANDALONE;

    @Parameters(
            arity = "1..*",
            paramLabel = "PATH",
            description = "Files, or folders with all *.yaml, *.yml and *.json files in and below them.")
    private List<Path> paths = List.of();

    @Override
    public Integer call() {
        SchemaCatalog catalog = new SchemaCatalog();
        Validation validation =
                new Validation(new TypedObjects(catalog), target, System.currentTimeMillis(), this::translated);
        Validation.Report report = validation.check(read(new ManifestReader(catalog)));
        print(report);
        return report.errors().isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private List<ParsedFile> read(ManifestReader reader) {
        try {
            List<ParsedFile> files = ManifestPaths.read(paths, reader);
            if (files.isEmpty()) {
                throw new ParameterException(commandSpec().commandLine(), "no manifests found there");
            }
            return files;
        } catch (NoSuchFileException e) {
            throw new ParameterException(commandSpec().commandLine(), e.getMessage() + " does not exist");
        } catch (IOException e) {
            throw new ParameterException(commandSpec().commandLine(), "cannot read: " + e.getMessage());
        }
    }

    private List<ObjectStatus> translated(Resources resources) {
        return Translator.translate(resources, List.of(), target, 0, 0).statuses();
    }

    private void print(Validation.Report report) {
        PrintWriter out = commandSpec().commandLine().getOut();
        PrintWriter err = commandSpec().commandLine().getErr();
        report.errors().forEach(out::println);
        out.flush();
        for (ManifestProblem warning : report.warnings()) {
            err.println("warning: " + warning);
        }
        if (!report.referencesChecked()) {
            err.println("References were not checked, because a file cannot be read to its end.");
        }
        err.flush();
    }

    private CommandSpec commandSpec() {
        if (spec == null) {
            throw new IllegalStateException("runs only as a picocli command");
        }
        return spec;
    }
}
