package dev.sluice.standalone.preview;

import dev.sluice.standalone.preview.PreviewReport.ClassDiff;
import dev.sluice.standalone.preview.PreviewReport.Figures;
import dev.sluice.standalone.preview.PreviewReport.GatewayDiff;
import dev.sluice.standalone.preview.PreviewReport.ObjectiveDiff;
import dev.sluice.standalone.preview.PreviewReport.ScenarioDiff;
import dev.sluice.standalone.preview.PreviewReport.ShareDiff;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A report for people: a table per class of requests, then what became of the objectives. */
final class TextReport {
    private static final String ROW = "  %-28s %12s %12s %12s  %s%n";
    private static final double VISIBLE = 0.005;

    private final StringBuilder out = new StringBuilder();

    private TextReport() {}

    static String of(PreviewReport report) {
        TextReport text = new TextReport();
        report.gateways().forEach(text::gateway);
        report.scenarios().forEach(text::scenario);
        report.notes().forEach(note -> text.line("Note: " + note));
        text.line(report.objectivesMissed() ? "An objective would be missed." : "Every objective would be kept.");
        return text.out.toString();
    }

    private void gateway(GatewayDiff gateway) {
        line("Gateway %s, %s to %s, %d readings"
                .formatted(
                        gateway.gateway(),
                        time(gateway.fromMillis()),
                        time(gateway.untilMillis()),
                        gateway.readings()));
        gateway.classes().forEach(this::requestClass);
        objectives(gateway.objectives());
        gateway.findings().forEach(each -> line("  new: " + each));
        line("");
    }

    private void requestClass(ClassDiff each) {
        line("%nPolicy %s, pool %s, class %s: %,d requests%s"
                .formatted(
                        each.policy().isEmpty() ? "(none)" : each.policy(),
                        each.pool(),
                        each.requestClass(),
                        each.requests(),
                        each.measuredAs().equals(each.requestClass())
                                ? ""
                                : ", measured as class " + each.measuredAs()));
        row("share", "was", "before", "after", "");
        each.shares().forEach(this::share);
        figures(each.before(), each.after());
    }

    private void scenario(ScenarioDiff each) {
        line("Scenario %s (%s), policy %s, %d seed%s"
                .formatted(each.scenario(), each.title(), each.policy(), each.seeds(), each.seeds() == 1 ? "" : "s"));
        row("share", "", "before", "after", "");
        each.shares().stream()
                .filter(share -> Math.abs(known(share.after()) - known(share.before())) >= VISIBLE)
                .forEach(this::share);
        figures(each.before(), each.after());
        objectives(each.objectives());
        line("");
    }

    private void share(ShareDiff each) {
        row(
                "  " + each.provider(),
                percent(each.was(), 1),
                percent(each.before(), 1),
                percent(each.after(), 1),
                points(each));
    }

    private static String points(ShareDiff each) {
        double moved = known(each.after()) - known(each.before());
        String end = each.atTheEnd() == null || Math.abs(each.atTheEnd() - known(each.after())) < 0.02
                ? ""
                : ", %s at the end".formatted(percent(each.atTheEnd(), 1));
        return Math.abs(moved) < VISIBLE
                ? end.replaceFirst("^, ", "")
                : String.format(Locale.ROOT, "%+.1f points%s", moved * 100, end);
    }

    private void figures(@Nullable Figures before, Figures after) {
        row("answered", "", before == null ? "–" : percent(before.answered(), 3), percent(after.answered(), 3), "");
        row("in time", "", before == null ? "–" : percent(before.inTime(), 2), percent(after.inTime(), 2), "");
        row(
                "cost per million",
                "",
                before == null ? "–" : money(before.costPerMillion()),
                money(after.costPerMillion()),
                "");
        if (after.unmeasured() > VISIBLE) {
            line("  %s of the requests go to providers of which nothing was recorded"
                    .formatted(percent(after.unmeasured(), 1)));
        }
    }

    private void objectives(List<ObjectiveDiff> objectives) {
        for (ObjectiveDiff each : objectives) {
            boolean part = each.target() <= 1 && !each.objective().contains(" a ");
            row(
                    each.objective(),
                    part ? percent(each.target(), 2) : number(each.target()),
                    part ? percent(each.before(), 3) : number(each.before()),
                    part ? percent(each.after(), 3) : number(each.after()),
                    each.missed() ? each.missedBefore() ? "MISSED, as before" : "MISSED" : "kept");
        }
    }

    private static double known(@Nullable Double share) {
        return share == null ? 0 : share;
    }

    private static String percent(@Nullable Double part, int digits) {
        return part == null ? "–" : String.format(Locale.ROOT, "%." + digits + "f %%", part * 100);
    }

    private static String number(@Nullable Double value) {
        return value == null ? "–" : String.format(Locale.ROOT, "%.2f", value);
    }

    private static String money(Map<String, Double> byCurrency) {
        return byCurrency.entrySet().stream()
                .map(each -> number(each.getValue()) + " " + each.getKey())
                .collect(Collectors.joining(", "));
    }

    private static String time(long millis) {
        return Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private void row(String name, String was, String before, String after, String remark) {
        out.append(ROW.formatted(name, was, before, after, remark).replaceAll("[ ]+(?=\\R)", ""));
    }

    private void line(String text) {
        out.append(text).append(System.lineSeparator());
    }
}
