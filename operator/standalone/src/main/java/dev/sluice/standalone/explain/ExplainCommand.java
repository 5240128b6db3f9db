package dev.sluice.standalone.explain;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.contract.codec.CodecException;
import dev.sluice.contract.codec.ContractCodec;
import dev.sluice.contract.explain.Explanation;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The explanation on standard output, what went wrong on standard error. */
@Command(
        name = "explain",
        description = {
            "Says what a running gateway would do with a request now, without sending it: route, policy and class, who could",
            "answer, what left the others out, shares, load, and who would be asked."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:a provider would be asked",
            "1:the gateway would answer by itself, or did not tell; the reason is said",
            "2:the command line is wrong"
        })
public final class ExplainCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int BAD_REQUEST = 400;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "PATH", description = "of the request, with its query (default: /)")
    private String path = "/";

    @Option(
            names = "--from",
            defaultValue = "http://127.0.0.1:9901",
            paramLabel = "URL",
            description = "admin address of a running Sluice, or of a gateway pod (default: ${DEFAULT-VALUE})")
    private URI from = URI.create("");

    @Option(
            names = "--gateway",
            paramLabel = "NAMESPACE/NAME",
            description = "which one, where several run in the process")
    private @Nullable String gateway;

    @Option(names = "--call", paramLabel = "NAME", description = "a JSON-RPC method, called without parameters")
    private @Nullable String call;

    @Option(
            names = {"-d", "--body"},
            paramLabel = "TEXT",
            description = "body of the request")
    private @Nullable String body;

    @Option(
            names = {"-X", "--method"},
            paramLabel = "METHOD",
            description = "of HTTP (default: POST with a call or a body, else GET)")
    private @Nullable String method;

    @Option(
            names = {"-H", "--header"},
            paramLabel = "NAME: VALUE",
            description = "may be given several times")
    private List<String> headers = List.of();

    @Option(names = "--host", paramLabel = "NAME", description = "the Host header, without port")
    private @Nullable String host;

    @Option(names = "--port", paramLabel = "N", description = "of the listener (default: the first one's)")
    private @Nullable Integer port;

    @Option(names = "--source", paramLabel = "ADDRESS", description = "of the client, where a pool hashes by it")
    private @Nullable String source;

    @Option(names = "--json", description = "print the gateway's answer as it is")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        if (spec == null) {
            throw new IllegalStateException("runs only as a picocli command");
        }
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        try {
            HttpResponse<String> answer = ask();
            if (answer.statusCode() != 200) {
                err.println("sluice: " + from + " answers " + answer.statusCode() + ": "
                        + answer.body().strip());
                return answer.statusCode() == BAD_REQUEST ? ExitCode.USAGE : ExitCode.SOFTWARE;
            }
            Explanation explanation =
                    new ContractCodec().readExplanation(answer.body().getBytes(UTF_8));
            out.print(json ? answer.body() + System.lineSeparator() : ExplanationText.of(explanation));
            out.flush();
            return explanation.outcome().equals("Picked") ? ExitCode.OK : ExitCode.SOFTWARE;
        } catch (CodecException e) {
            err.println("sluice: " + from + " does not answer as a gateway's admin port: " + e.getMessage());
        } catch (IOException e) {
            err.println("sluice: " + from + " cannot be asked (" + e.getMessage()
                    + "); give a gateway's admin address with --from, in a cluster by kubectl port-forward");
        } catch (IllegalArgumentException e) {
            err.println("sluice: --from: " + from + " is not an http or https URL");
            return ExitCode.USAGE;
        }
        return ExitCode.SOFTWARE;
    }

    private HttpResponse<String> ask() throws IOException, InterruptedException {
        try (HttpClient client =
                HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            String at = from.toString().replaceFirst("/+$", "");
            return client.send(
                    HttpRequest.newBuilder(URI.create(at + "/api/v1/explain?" + query()))
                            .timeout(PATIENCE)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    private String query() {
        List<String> pairs = new ArrayList<>();
        add(pairs, "path", path);
        add(pairs, "gateway", gateway);
        add(pairs, "call", call);
        add(pairs, "body", body);
        add(pairs, "method", method);
        headers.forEach(each -> add(pairs, "header", each));
        add(pairs, "host", host);
        add(pairs, "port", port);
        add(pairs, "source", source);
        return String.join("&", pairs);
    }

    private static void add(List<String> pairs, String name, @Nullable Object value) {
        if (value != null) {
            pairs.add(name + "=" + URLEncoder.encode(value.toString(), UTF_8));
        }
    }
}
