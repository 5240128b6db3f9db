package dev.sluice.standalone.demo;

import java.io.PrintStream;
import java.util.List;

/**
 * Where the demo is watched. A terminal gets one picture that is drawn over; anything else gets a block of plain lines
 * every few seconds. Used by the demo's thread only.
 */
public final class Display {
    private static final int PLAIN_EVERY_SECONDS = 5;
    private static final String CLEAR_LINE = "\033[K";
    private static final String CLEAR_BELOW = "\033[J";
    private static final String HIDE_CURSOR = "\033[?25l";
    private static final String SHOW_CURSOR = "\033[?25h";

    private final PrintStream out;
    private final boolean live;
    private final TerminalSize size;
    private int drawnLines;
    private int lastPlainSeconds = -PLAIN_EVERY_SECONDS;
    private String lastPhase = "";

    Display(PrintStream out, boolean live, TerminalSize size) {
        this.out = out;
        this.live = live;
        this.size = size;
    }

    /** @param live whether {@code out} is a terminal that is drawn over */
    public static Display of(PrintStream out, boolean live) {
        return new Display(out, live, new TerminalSize());
    }

    Paint paint() {
        return live ? Paint.ANSI : Paint.NONE;
    }

    void show(Frame frame) {
        if (live) {
            redraw(new LiveView(size.columns(), Paint.ANSI).lines(frame));
        } else if (frame.elapsedSeconds() >= lastPlainSeconds + PLAIN_EVERY_SECONDS
                || !frame.phase().equals(lastPhase) && frame.elapsedSeconds() > lastPlainSeconds + 1) {
            lastPlainSeconds = frame.elapsedSeconds();
            lastPhase = frame.phase();
            PlainView.lines(frame).forEach(out::println);
        }
    }

    /** Leaves the last picture standing and writes below it. */
    void finish(List<String> lines) {
        if (live) {
            out.print(SHOW_CURSOR);
        }
        out.println();
        lines.forEach(out::println);
        out.flush();
    }

    private void redraw(List<String> lines) {
        StringBuilder picture = new StringBuilder(4096).append(HIDE_CURSOR);
        if (drawnLines > 0) {
            picture.append("\033[").append(drawnLines).append("A\r");
        }
        lines.forEach(line -> picture.append(line).append(CLEAR_LINE).append('\n'));
        out.print(picture.append(CLEAR_BELOW));
        out.flush();
        drawnLines = lines.size();
    }
}
