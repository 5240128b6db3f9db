package dev.sluice.standalone.simulate;

import java.util.regex.Pattern;

/** The few forms of Markdown that reports are written in, as one page of HTML. */
final class HtmlPage {
    private static final String HEAD = """
            <!doctype html><meta charset="utf-8"><title>Simulated traffic</title>
            <style>body{font:14px sans-serif;margin:2em}table{border-collapse:collapse}
            td,th{padding:3px 8px;border-bottom:1px solid #ddd;text-align:right}td:first-child{text-align:left}</style>
            """;
    private static final Pattern IMAGE = Pattern.compile("!\\[([^]]*)]\\(([^)]*)\\)");
    private static final Pattern CODE = Pattern.compile("`([^`]*)`");

    private HtmlPage() {}

    static String of(String markdown) {
        StringBuilder out = new StringBuilder(HEAD);
        boolean table = false;
        for (String line : markdown.split("\n", -1)) {
            String safe = line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
            boolean row = safe.startsWith("|");
            if (row != table) {
                out.append(row ? "<table>\n" : "</table>\n");
            }
            table = row;
            out.append(row ? row(safe) : text(safe)).append('\n');
        }
        return out.toString();
    }

    private static String row(String line) {
        return line.startsWith("|---")
                ? ""
                : "<tr><td>" + line.substring(1, line.length() - 1).strip().replace(" | ", "</td><td>") + "</td></tr>";
    }

    private static String text(String line) {
        if (line.startsWith("# ")) {
            return "<h1>" + line.substring(2) + "</h1>";
        }
        if (line.startsWith("## ")) {
            return "<h2>" + line.substring(3) + "</h2>";
        }
        String images = IMAGE.matcher(line).replaceAll("<img alt=\"$1\" src=\"$2\"><br>");
        return "<p>" + CODE.matcher(images).replaceAll("<code>$1</code>") + "</p>";
    }
}
