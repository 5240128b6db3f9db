package dev.sluice.standalone.manifest.schema;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Says a pattern in words. A definition gives only the regular expression, so each form known here is recognised by
 * what the expression takes and what it refuses; then the words stay right when the expression is written differently.
 */
final class Expectation {
    private record Form(String words, List<String> taken, List<String> refused) {
        boolean fits(Pattern pattern) {
            return taken.stream().allMatch(text -> pattern.matcher(text).find())
                    && refused.stream().noneMatch(text -> pattern.matcher(text).find());
        }
    }

    private static final List<Form> FORMS = List.of(
            new Form(
                    "a duration such as 250ms, 10s or 720h",
                    List.of("250ms", "10s", "720h"),
                    List.of("soon", "10", "-1s", "", "10 s")),
            new Form(
                    "a percentage such as \"99.95\"",
                    List.of("99.95", "99.9", "50"),
                    List.of("soon", "-1", "101", "99.95%", "")),
            new Form(
                    "a decimal number such as \"12.50\"",
                    List.of("12.50", "14", "250.75"),
                    List.of("soon", "-1", "12,50", "", "1.2.3")),
            new Form(
                    "a chain identifier by CAIP-2 such as \"eip155:1\"",
                    List.of("eip155:1", "cosmos:cosmoshub-3"),
                    List.of("ethereum", "1", "eip155:", ":1")),
            new Form(
                    "a country code of two capital letters such as DE, with a part of it such as US-CA, or EU",
                    List.of("DE", "US-CA", "EU"),
                    List.of("de", "DEU", "D", "")),
            new Form("a quantile such as P95", List.of("P50", "P95"), List.of("95", "p95", "P", "P0")),
            new Form(
                    "a point in time such as 2026-01-31T18:00:00Z",
                    List.of("2026-01-31T18:00:00Z"),
                    List.of("soon", "18:00", "2026-01-31", "")),
            new Form(
                    "a currency code of three capital letters such as USD",
                    List.of("USD", "EUR"),
                    List.of("usd", "US", "dollar", "")),
            new Form(
                    "a path that starts with /",
                    List.of("/", "/v2/x", "/v2/{credential}"),
                    List.of("v2", "", "http://x")),
            new Form(
                    "a name of small letters, digits and '-' such as edge-1, at most 63 long",
                    List.of("edge-1", "edge"),
                    List.of("Edge", "edge_1", "-edge", "edge.example", "")),
            new Form(
                    "a DNS name such as edge.example.com, or with a leading wildcard *.example.com",
                    List.of("edge.example.com", "*.example.com", "edge"),
                    List.of("Edge.example.com", "edge_1", "*", "")),
            new Form(
                    "a DNS name of small letters, digits, '-' and '.' such as edge-1 or edge.example.com",
                    List.of("edge-1", "edge.example.com"),
                    List.of("Edge", "edge_1", "-edge")),
            new Form(
                    "a range of addresses such as 192.0.2.0/24 or 2001:db8::/32",
                    List.of("192.0.2.0/24", "2001:db8::/32", "10.0.0.1"),
                    List.of("example.com", "10.0.0.0/", "10.0.0.0/8/8", "")),
            new Form(
                    "a header or parameter name such as X-Api-Key",
                    List.of("X-Api-Key", "x_api~key", "1"),
                    List.of("X Api Key", "X:Key", "")),
            new Form(
                    "a capability in upper camel case such as Archive",
                    List.of("Archive", "Logs"),
                    List.of("archive", "Ar chive", "")),
            new Form(
                    "a method such as eth_getLogs, or a prefix and * such as trace_*",
                    List.of("eth_getLogs", "trace_*", "*"),
                    List.of("eth getLogs", "", "eth/getLogs")));

    private Expectation() {}

    static String inWords(Pattern pattern) {
        return FORMS.stream()
                .filter(form -> form.fits(pattern))
                .findFirst()
                .map(Form::words)
                .orElse("a text that matches " + pattern.pattern());
    }

    static String ofType(Schema schema) {
        if (schema.intOrString()) {
            return "a whole number or a text";
        }
        return switch (schema.type()) {
            case "object" -> schema.additionalProperties() == null ? "a mapping" : "a mapping of names to values";
            case "array" -> "a list";
            case "string" -> "a text";
            case "integer" -> "a whole number";
            case "number" -> "a number";
            case "boolean" -> "true or false";
            default -> "a value";
        };
    }
}
