package dev.sluice.standalone.simulate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.simulation.scenario.Scenario;
import dev.sluice.simulation.scenario.Scenario.RequestKind;
import dev.sluice.simulation.scenario.Scenario.Telemetry;
import dev.sluice.simulation.scenario.Seller;
import dev.sluice.standalone.manifest.yaml.YamlMapping;
import dev.sluice.standalone.manifest.yaml.YamlReader;
import dev.sluice.standalone.manifest.yaml.YamlStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Text of a scenario file to a scenario, or to every mistake in it by line and field. The format: docs/reference/scenarios.md. */
final class ScenarioReader {
    private static final long SECOND = 1_000_000_000L;
    private static final long MILLI = 1_000_000L;
    private static final List<String> CLASSES = List.of("Hyperscaler", "BareMetal", "Edge", "Decentralized");

    private ScenarioReader() {}

    /** What a file came to. */
    record Result(Optional<Scenario> scenario, List<String> problems) {}

    static Result read(String file, String text) {
        Problems problems = new Problems(file);
        YamlStream stream = YamlReader.read(text);
        stream.error().ifPresent(error -> problems.add(error.at(), "not valid YAML", error.reason()));
        if (stream.error().isEmpty()
                && (stream.documents().size() != 1 || !(stream.documents().getFirst() instanceof YamlMapping))) {
            return new Result(Optional.empty(), List.of(file + ":1: is not one scenario; expected an object"));
        }
        if (!problems.lines().isEmpty()) {
            return new Result(Optional.empty(), problems.lines());
        }
        Scenario scenario = scenario(new Fields((YamlMapping) stream.documents().getFirst(), "", problems));
        return new Result(problems.lines().isEmpty() ? Optional.of(scenario) : Optional.empty(), problems.lines());
    }

    private static Scenario scenario(Fields in) {
        String name = in.text("scenario");
        String title = in.text("title");
        Optional<Fields> demand = in.fields("demand");
        double rate = demand.map(each -> each.number("requestsPerSecond", 100, 0.1, 1e6))
                .orElse(100.0);
        int clients =
                demand.map(each -> each.count("clients", 20, 1, 1_000_000)).orElse(20);
        List<RequestKind> kinds = demand.map(ScenarioReader::kinds).orElse(List.of(new RequestKind("eth_call", 1)));
        demand.ifPresent(Fields::done);
        Optional<Fields> delay = in.fields("telemetry");
        Telemetry telemetry = delay.map(
                        each -> new Telemetry(each.nanos("least", 10 * MILLI), each.nanos("most", 100 * MILLI)))
                .orElse(new Telemetry(10 * MILLI, 100 * MILLI));
        delay.ifPresent(Fields::done);
        if (telemetry.leastNanos() > telemetry.mostNanos()) {
            in.problem("telemetry", "least is more than most");
        }
        long length = in.nanos("length", 600 * SECOND);
        if (length < 10 * SECOND || length > 36_000 * SECOND) {
            in.problem("length", "is out of range; expected 10s to 10h");
        }
        Scenario scenario = new Scenario(
                name,
                title,
                length,
                in.nanos("settle", 120 * SECOND),
                rate,
                in.count("gateways", 2, 1, 1000),
                clients,
                in.picos("valuePerMillion", 100_000_000),
                telemetry,
                kinds,
                sellers(in),
                in.manifest("pool"),
                in.manifest("policy"),
                TimelineReader.read(in));
        in.done();
        if (scenario.sellers().isEmpty()) {
            in.problem("providers", "is missing or empty; expected at least one provider");
        } else if (scenario.sellers().stream().noneMatch(Seller::isThereAtFirst)) {
            in.problem("providers", "all join later; expected at least one without joins");
        }
        return scenario;
    }

    private static List<RequestKind> kinds(Fields demand) {
        List<RequestKind> kinds = new ArrayList<>();
        for (Fields each : demand.list("requests")) {
            kinds.add(new RequestKind(each.text("method"), each.percent("percent", 1)));
            each.done();
        }
        return kinds.isEmpty() ? List.of(new RequestKind("eth_call", 1)) : kinds;
    }

    private static List<Seller> sellers(Fields in) {
        List<Seller> sellers = new ArrayList<>();
        for (Fields each : in.list("providers")) {
            int count = each.count("count", 1, 1, 1000);
            String name = each.text("name");
            for (int i = 1; i <= count; i++) {
                sellers.add(seller(each, count == 1 ? name : name + "-" + i, count, i));
            }
            each.done();
        }
        List<String> names = sellers.stream().map(Seller::name).toList();
        if (names.stream().distinct().count() < names.size()) {
            in.problem("providers", "two have the same name");
        }
        return sellers;
    }

    private static Seller seller(Fields each, String name, int count, int number) {
        String providerClass = each.text("class");
        if (!CLASSES.contains(providerClass)) {
            each.problem(
                    "class",
                    "\"%s\" is no class; expected one of %s".formatted(providerClass, String.join(", ", CLASSES)));
        }
        String organization = each.text("organization");
        String region = each.textOrNull("region");
        String cloud = each.textOrNull("cloud");
        double capacity = each.number("capacity", 0, 0, 1e6);
        long median = each.nanos("median", 40 * MILLI);
        long p99 = each.nanos("p99", 3 * median);
        if (median <= 0 || p99 <= median) {
            each.problem("p99", "is not above the median; expected a longer duration");
        }
        return new Seller(
                name,
                providerClass,
                count > 1 && organization.endsWith("*")
                        ? organization.substring(0, organization.length() - 1) + number
                        : organization,
                region == null ? "global" : region,
                cloud == null ? "" : cloud,
                each.texts("jurisdictions"),
                each.count("weight", 10, 0, 1000),
                each.picos("pricePerMillion", 0),
                (int) each.number("declaredCapacity", Math.floor(capacity), 0, 1e6),
                each.nanos("joins", 0),
                new Seller.Truth(capacity, median, Math.max(p99, median + 1), each.percent("errorPercent", 0.001)));
    }

    /** The fields of one policy, for {@code --policy}. */
    static ObjectNode spec(YamlMapping manifest) {
        return (ObjectNode) manifest.toJson().path("spec").deepCopy();
    }
}
