package dev.sluice.standalone.explain;

import dev.sluice.contract.explain.Explanation;
import dev.sluice.contract.explain.Explanation.Candidate;
import dev.sluice.contract.explain.Explanation.Choice;
import dev.sluice.contract.explain.Explanation.EndpointState;
import dev.sluice.contract.explain.Explanation.Route;
import java.util.Locale;

/** An explanation for people: where the request goes, a line per candidate and endpoint, and what comes of it. */
final class ExplanationText {
    private static final String ROW = "  %-34s %9s %9s %9s %9s %11s  %s%n";
    private static final double PPM_PER_PERCENT = 10_000;
    private static final double NANOS_PER_MILLI = 1e6;

    private final StringBuilder out = new StringBuilder();

    private ExplanationText() {}

    static String of(Explanation explanation) {
        ExplanationText text = new ExplanationText();
        text.request(explanation.request());
        if (!explanation.gateway().isEmpty()) {
            text.line("Gateway %s, snapshot %d/%d, %s"
                    .formatted(
                            explanation.gateway(),
                            explanation.epoch(),
                            explanation.revision(),
                            explanation.planInForce() ? "a plan is in force" : "no plan is in force"));
        }
        if (explanation.route() != null) {
            text.route(explanation.route());
        }
        if (explanation.choice() != null) {
            text.choice(explanation.choice());
        }
        text.outcome(explanation);
        return text.out.toString();
    }

    private void request(Explanation.Request request) {
        String at = (request.host().isEmpty() ? "*" : request.host()) + ":" + request.port();
        line(request.method() + " " + at + request.path() + (request.call() == null ? "" : " " + request.call()));
    }

    private void route(Route route) {
        line("Route %s, rule %s (%s)".formatted(route.name(), route.rule(), route.match()));
        if (route.pool() != null) {
            boolean defaults = route.policy() == null || route.policy().isEmpty();
            line("Pool %s, policy %s".formatted(route.pool(), defaults ? "(none)" : route.policy()));
        }
    }

    private void choice(Choice choice) {
        line("Class %s, %s, shares %s%s%s%n"
                .formatted(
                        choice.requestClass(),
                        choice.loadBalancer(),
                        choice.shares().equals("Plan") ? "by the plan" : "as declared",
                        choice.refusedPpm() > 0 ? ", " + percent(choice.refusedPpm()) + " refused by the plan" : "",
                        choice.panic() ? ", PANIC: health is ignored" : ""));
        out.append(ROW.formatted("candidate", "share", "left", "picked", "in flight", "cost", "removed by"));
        for (Candidate each : choice.candidates()) {
            String detail = each.detail() == null ? "" : ": " + each.detail();
            row(
                    each.provider(),
                    percent(each.sharePpm()),
                    percent(each.weightPpm()),
                    part(each.picked(), choice.picks()),
                    each.inFlight(),
                    "",
                    each.removedBy() == null ? "" : each.removedBy() + detail);
            for (EndpointState endpoint : each.endpoints()) {
                row(
                        "  " + endpoint.address(),
                        "",
                        "",
                        part(endpoint.picked(), choice.picks()),
                        endpoint.inFlight(),
                        String.format(Locale.ROOT, "%.1f ms", endpoint.costNanos() / NANOS_PER_MILLI),
                        "");
            }
        }
        line("");
    }

    private void outcome(Explanation explanation) {
        Choice choice = explanation.choice();
        if (choice != null && choice.next() != null) {
            line("Next: %s, endpoint %d"
                    .formatted(choice.next().provider(), choice.next().endpoint()));
        } else {
            line("%s: %s%s"
                    .formatted(
                            explanation.outcome(),
                            explanation.message(),
                            explanation.status() == 0 ? "" : "; answered " + explanation.status()));
        }
    }

    private static String percent(int ppm) {
        return String.format(Locale.ROOT, "%.1f %%", ppm / PPM_PER_PERCENT);
    }

    private static String part(int picked, int picks) {
        return picks == 0 ? "–" : String.format(Locale.ROOT, "%.1f %%", picked * 100.0 / picks);
    }

    private void row(
            String name, String share, String left, String picked, int inFlight, String cost, String removedBy) {
        out.append(ROW.formatted(name, share, left, picked, inFlight, cost, removedBy)
                .replaceAll("[ ]+(?=\\R)", ""));
    }

    private void line(String text) {
        out.append(text).append(System.lineSeparator());
    }
}
