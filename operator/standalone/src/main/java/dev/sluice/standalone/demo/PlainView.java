package dev.sluice.standalone.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The picture as plain lines, for logs and pipes. Pure. */
final class PlainView {
    private static final int REASON_CHARS = 100;

    private PlainView() {}

    static List<String> lines(Frame frame) {
        List<String> lines = new ArrayList<>();
        Frame.Clients clients = frame.clients();
        lines.add("[" + Figures.clock(frame.elapsedSeconds()) + "] " + frame.phase() + " | clients: "
                + Figures.count(clients.requests()) + " requests, " + Figures.count(clients.failures())
                + " failed, p95 "
                + Figures.millis(clients.p95Millis()));
        for (Frame.Row row : frame.rows()) {
            lines.add("        " + LiveView.pad(row.provider(), 16)
                    + LiveView.pad(row.health().toLowerCase(Locale.ROOT), 11)
                    + "share " + LiveView.pad(Figures.percent(row.share()), 7)
                    + "p95 " + LiveView.pad(Figures.millis(row.p95Millis()), 9)
                    + "errors " + LiveView.pad(Figures.percent(row.errorRate()), 7)
                    + Figures.format("%6.2f $/M  ", row.price())
                    + row.reason()
                            .substring(0, Math.min(REASON_CHARS, row.reason().length())));
        }
        return lines;
    }
}
