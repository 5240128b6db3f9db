package dev.sluice.simulation.report;

import java.util.List;
import java.util.Locale;

/** Drawings of series over a run's seconds, as SVG without anything but SVG. */
public final class Plot {
    private static final int WIDTH = 820;
    private static final int HEIGHT = 220;
    private static final int LEFT = 46;
    private static final int TOP = 14;
    private static final int LEGEND = 190;
    private static final List<String> COLORS = List.of(
            "#0b6e4f", "#c1121f", "#1d4e89", "#f79256", "#7d4f9e", "#00a6a6", "#a98600", "#6c757d", "#e36588",
            "#4f772d", "#3a86ff", "#9c6644");

    private Plot() {}

    /** @param values one point per second, fractions; NaN leaves a gap */
    public record Series(String name, double[] values) {}

    /** Lines between {@code low} and one. */
    public static String lines(String title, List<Series> all, double low) {
        StringBuilder out = open(title, all);
        axis(out, low);
        for (int i = 0; i < all.size(); i++) {
            double[] values = all.get(i).values();
            StringBuilder path = new StringBuilder();
            boolean pen = false;
            for (int s = 0; s < values.length; s++) {
                if (Double.isNaN(values[s])) {
                    pen = false;
                    continue;
                }
                double y = y((Math.max(low, values[s]) - low) / (1 - low));
                path.append(pen ? 'L' : 'M').append(point(x(s, values.length), y));
                pen = true;
            }
            out.append("<path fill='none' stroke-width='1.6' stroke='%s' d='%s'/>%n".formatted(color(i), path));
        }
        return out.append("</svg>\n").toString();
    }

    /** Areas on top of each other that sum to one. */
    public static String stacked(String title, List<Series> all) {
        StringBuilder out = open(title, all);
        int seconds = all.getFirst().values().length;
        double[] below = new double[seconds];
        for (int i = 0; i < all.size(); i++) {
            double[] values = all.get(i).values();
            StringBuilder there = new StringBuilder();
            StringBuilder back = new StringBuilder();
            for (int s = 0; s < seconds; s++) {
                back.insert(0, "L" + point(x(s, seconds), y(below[s])));
                below[s] += Double.isNaN(values[s]) ? 0 : values[s];
                there.append(s == 0 ? 'M' : 'L').append(point(x(s, seconds), y(below[s])));
            }
            out.append("<path fill='%s' d='%s%sZ'/>%n".formatted(color(i), there, back));
        }
        axis(out, 0);
        return out.append("</svg>\n").toString();
    }

    private static StringBuilder open(String title, List<Series> all) {
        StringBuilder out = new StringBuilder(
                "<svg xmlns='http://www.w3.org/2000/svg' width='%d' height='%d' font-family='sans-serif' font-size='11'>%n"
                        .formatted(WIDTH + LEGEND, HEIGHT + 40));
        out.append("<rect width='100%' height='100%' fill='white'/>\n");
        out.append("<text x='%d' y='11' font-weight='bold'>%s</text>%n".formatted(LEFT, title));
        for (int i = 0; i < all.size(); i++) {
            int y = TOP + 14 * i + 8;
            out.append("<rect x='%d' y='%d' width='9' height='9' fill='%s'/>".formatted(WIDTH + 12, y, color(i)));
            out.append("<text x='%d' y='%d'>%s</text>%n"
                    .formatted(WIDTH + 26, y + 9, all.get(i).name()));
        }
        return out;
    }

    private static void axis(StringBuilder out, double low) {
        for (int i = 0; i <= 4; i++) {
            double y = y(i / 4.0);
            out.append("<line x1='%d' x2='%d' y1='%.1f' y2='%.1f' stroke='#bbb' stroke-width='.5'/>"
                    .formatted(LEFT, WIDTH, y, y));
            out.append(String.format(
                    Locale.ROOT, "<text x='4' y='%.1f'>%.1f %%</text>%n", y + 4, 100 * (low + (1 - low) * i / 4)));
        }
        out.append("<text x='%d' y='%d'>0 s</text>".formatted(LEFT, HEIGHT + 34));
    }

    private static String color(int i) {
        return COLORS.get(i % COLORS.size());
    }

    private static String point(double x, double y) {
        return String.format(Locale.ROOT, "%.1f %.1f ", x, y);
    }

    private static double x(int second, int seconds) {
        return LEFT + (double) (WIDTH - LEFT) * second / Math.max(1, seconds - 1);
    }

    private static double y(double part) {
        return TOP + 8 + (HEIGHT - TOP) * (1 - part);
    }
}
