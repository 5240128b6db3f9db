package dev.sluice.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.contract.codec.ContractCodec;
import dev.sluice.control.resolve.Resources;
import dev.sluice.control.translate.GatewayConfig;
import dev.sluice.control.translate.Translator;
import dev.sluice.control.translate.Translator.Target;
import dev.sluice.standalone.manifest.ManifestReader;
import dev.sluice.standalone.manifest.TypedObjects;
import dev.sluice.standalone.manifest.folder.FolderDecision;
import dev.sluice.standalone.manifest.folder.FolderMemory;
import dev.sluice.standalone.manifest.folder.ManifestPaths;
import dev.sluice.standalone.manifest.schema.SchemaCatalog;
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

/** {@code sluice snapshot}: what gateways would be given, to look at it or to start a gateway from it. */
@Command(
        name = "snapshot",
        description = {
            "Prints what manifests are translated to: one line of JSON per Gateway, as its gateways read it.",
            "Keys are not in it, only the names of their Secrets."
        },
        mixinStandardHelpOptions = true)
final class SnapshotCommand implements Callable<Integer> {
    private static final int EPOCH = 1;
    private static final int REVISION = 1;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--target",
            defaultValue = "standalone",
            paramLabel = "standalone|kubernetes",
            description = "Where the manifests are to run, as for validate (default: ${DEFAULT-VALUE}).")
    private Target target = Target.STANDALONE;

    @Parameters(
            arity = "1..*",
            paramLabel = "PATH",
            description = "Files, or folders with all *.yaml, *.yml and *.json files in and below them.")
    private List<Path> paths = List.of();

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("runs only as a picocli command");
        }
        try {
            List<GatewayConfig> gateways = Translator.translate(resources(), List.of(), target, EPOCH, REVISION)
                    .gateways();
            if (gateways.isEmpty()) {
                spec.commandLine().getErr().println("sluice: no Gateway of class sluice there; validate says why");
                return ExitCode.SOFTWARE;
            }
            ContractCodec codec = new ContractCodec();
            for (GatewayConfig gateway : gateways) {
                spec.commandLine().getOut().println(new String(codec.write(gateway.snapshot()), UTF_8));
            }
            return ExitCode.OK;
        } catch (IOException e) {
            spec.commandLine().getErr().println("sluice: cannot read " + e.getMessage());
            return ExitCode.SOFTWARE;
        }
    }

    private Resources resources() throws IOException {
        SchemaCatalog catalog = new SchemaCatalog();
        return FolderDecision.decide(
                        new TypedObjects(catalog),
                        FolderMemory.EMPTY,
                        ManifestPaths.read(paths, new ManifestReader(catalog)))
                .state()
                .resources();
    }
}
