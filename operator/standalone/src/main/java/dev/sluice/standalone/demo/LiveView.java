package dev.sluice.standalone.demo;

import java.util.ArrayList;
import java.util.List;

/**
 * The live picture for a terminal of a given width: lines without control codes but for colour, each cut to the width.
 * Pure; {@link Display} draws it.
 */
final class LiveView {
    private static final int WIDE_COLUMNS = 110;
    private static final String[] EIGHTHS = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};

    private final int width;
    private final Paint paint;
    private final int barCells;
    private final int classCells;

    LiveView(int width, Paint paint) {
        this.width = width;
        this.paint = paint;
        this.barCells = width >= WIDE_COLUMNS ? 20 : 12;
        this.classCells = width >= WIDE_COLUMNS ? 15 : 0;
    }

    List<String> lines(Frame frame) {
        List<String> lines = new ArrayList<>();
        String time = Figures.clock(frame.elapsedSeconds()) + " / " + Figures.clock(frame.totalSeconds());
        lines.add(paint.bold("Sluice") + "  " + time + "   charts: " + frame.url());
        lines.add(
                frame.trouble()
                        ? paint.bad(cut("▲ " + frame.phase(), width))
                        : paint.good(cut("● " + frame.phase(), width)));
        lines.add("");
        int names = Math.max(
                8,
                frame.rows().stream()
                        .mapToInt(row -> row.provider().length())
                        .max()
                        .orElse(8));
        int reason = Math.max(0, width - names - 2 - classCells - 12 - barCells - 7 - 9 - 8 - 8 - 2);
        lines.add(paint.faint(pad("provider", names + 2) + pad("class", classCells) + pad("health", 12)
                + pad("share", barCells) + left("", 7) + left("p95", 9) + left("errors", 8)
                + left("$/M", 8) + "  " + cut("why", reason)));
        for (Frame.Row row : frame.rows()) {
            lines.add(pad(row.provider(), names + 2) + pad(row.providerClass(), classCells) + health(row.health())
                    + paint.bar(bar(row.share())) + left(Figures.percent(row.share()), 7)
                    + left(Figures.millis(row.p95Millis()), 9) + errors(row)
                    + left(Figures.format("%.2f", row.price()), 8)
                    + "  " + cut(row.reason(), reason));
        }
        lines.add("");
        Frame.Clients clients = frame.clients();
        String failed = Figures.count(clients.failures()) + " failed";
        lines.add("clients: " + Figures.count(clients.requests()) + " requests, "
                + (clients.failures() == 0 ? paint.good(failed) : paint.bad(failed))
                + Figures.format(
                        ", %.0f per second, p95 %s", clients.requestsPerSecond(), Figures.millis(clients.p95Millis())));
        return lines;
    }

    /** Eighths of a cell, so that a point of share moves the bar's end. */
    String bar(double share) {
        int eighths = (int) Math.round(Math.max(0, Math.min(1, share)) * barCells * 8);
        String full = "█".repeat(eighths / 8) + EIGHTHS[eighths % 8];
        return full + "·".repeat(barCells - full.length());
    }

    private String health(String health) {
        return switch (health) {
            case "Healthy" -> paint.good(pad("● healthy", 12));
            case "Ejected" -> paint.bad(pad("■ ejected", 12));
            case "Unhealthy" -> paint.bad(pad("▲ unhealthy", 12));
            default -> paint.faint(pad("○ unknown", 12));
        };
    }

    private String errors(Frame.Row row) {
        String text = left(Figures.percent(row.errorRate()), 8);
        return row.errorRate() != null && row.errorRate() >= 0.01 ? paint.bad(text) : text;
    }

    static String pad(String text, int cells) {
        return cut(text, cells) + " ".repeat(Math.max(0, cells - text.length()));
    }

    private static String left(String text, int cells) {
        return " ".repeat(Math.max(0, cells - text.length())) + text;
    }

    private static String cut(String text, int cells) {
        if (text.length() <= cells) {
            return text;
        }
        return cells == 0 ? "" : text.substring(0, cells - 1) + "…";
    }
}
