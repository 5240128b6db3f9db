package dev.sluice.standalone.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Several gateways' Prometheus text as one: each sample gets the label {@code gateway}, and the samples of one family
 * stand together under one HELP and TYPE, as the format asks.
 */
final class MergedMetrics {
    private MergedMetrics() {}

    static String of(Map<String, String> textByGateway) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        Map<String, List<String>> samples = new LinkedHashMap<>();
        textByGateway.forEach((gateway, text) -> {
            String family = "";
            for (String line : text.lines().toList()) {
                if (line.startsWith("# ")) {
                    family = line.split(" ", 4)[2];
                    List<String> known = headers.computeIfAbsent(family, f -> new ArrayList<>());
                    if (!known.contains(line)) {
                        known.add(line);
                    }
                } else if (!line.isBlank()) {
                    samples.computeIfAbsent(family, f -> new ArrayList<>()).add(labelled(line, gateway));
                }
            }
        });
        StringBuilder merged = new StringBuilder();
        samples.forEach((family, lines) -> {
            headers.getOrDefault(family, List.of())
                    .forEach(line -> merged.append(line).append('\n'));
            lines.forEach(line -> merged.append(line).append('\n'));
        });
        return merged.toString();
    }

    private static String labelled(String line, String gateway) {
        String label = "gateway=\"" + gateway + "\"";
        int brace = line.indexOf('{');
        int space = line.indexOf(' ');
        if (brace >= 0 && brace < space) {
            String rest = line.substring(brace + 1);
            return line.substring(0, brace + 1) + label + (rest.startsWith("}") ? "" : ",") + rest;
        }
        return line.substring(0, space) + "{" + label + "}" + line.substring(space);
    }
}
