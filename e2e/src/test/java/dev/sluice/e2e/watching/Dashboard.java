package dev.sluice.e2e.watching;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.e2e.cluster.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A dashboard as it lies in the tree. */
public record Dashboard(String name, JsonNode json) {
    private static final Pattern VALUES = Pattern.compile("label_values\\((\\w+), (\\w+)\\)");

    /** One query of a panel, with everything chosen and the shortest time that rates take here. */
    public record Query(String panel, String expression) {}

    /** What a variable offers: values of a label of a metric. */
    public record Choice(String variable, String metric, String label) {}

    static Path folder() {
        return Repository.ofWorkingDirectory().path("dashboards");
    }

    public static List<Dashboard> all() throws IOException {
        List<Dashboard> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder())) {
            for (Path file : files.filter(each -> each.toString().endsWith(".json"))
                    .sorted()
                    .toList()) {
                all.add(new Dashboard(
                        file.getFileName().toString().replace(".json", ""),
                        new ObjectMapper().readTree(file.toFile())));
            }
        }
        return all;
    }

    public List<Query> queries() {
        return json.path("panels")
                .valueStream()
                .flatMap(panel -> panel.path("targets")
                        .valueStream()
                        .map(target -> new Query(
                                panel.path("title").asText(),
                                target.path("expr")
                                        .asText()
                                        .replace("$__rate_interval", "10s")
                                        .replaceAll("\\$(route|provider|policy)\\b", ".*"))))
                .toList();
    }

    public List<Choice> choices() {
        return json.path("templating")
                .path("list")
                .valueStream()
                .filter(variable -> variable.path("type").asText().equals("query"))
                .map(variable -> {
                    Matcher values =
                            VALUES.matcher(variable.path("query").path("query").asText());
                    if (!values.matches()) {
                        throw new IllegalStateException(name + " has a variable of another form: " + variable);
                    }
                    return new Choice(variable.path("name").asText(), values.group(1), values.group(2));
                })
                .toList();
    }
}
