package dev.sluice.standalone.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class DisplayTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    @Test
    void plainDisplayPrintsEveryFewSecondsAndWhenThePhaseChanges() {
        Display display = new Display(out, false, new TerminalSize());

        for (int second = 0; second < 10; second++) {
            display.show(frame(second, second < 8 ? "calm" : "trouble"));
        }

        List<String> printed = text().lines().toList();
        assertEquals(
                List.of("[00:00] calm", "[00:05] calm", "[00:08] trouble"),
                printed.stream()
                        .map(line -> line.substring(0, line.indexOf(" |")))
                        .toList());
        assertFalse(text().contains("\033"), "no control codes outside a terminal");
    }

    @Test
    void liveDisplayDrawsOverItsLastPictureAndGivesTheCursorBack() {
        Display display = new Display(out, true, new TerminalSize());

        display.show(frame(0, "calm"));
        display.show(frame(1, "calm"));
        display.finish(List.of("Summary"));

        assertTrue(text().contains("\033[6A"), "goes back up over the six lines of the first picture");
        assertTrue(text().indexOf("\033[?25h") > text().lastIndexOf("\033[?25l"), "the cursor is shown again");
        assertTrue(text().endsWith("Summary\n"));
    }

    private String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static Frame frame(int second, String phase) {
        return new Frame(second, 70, phase, false, List.of(), new Frame.Clients(1, 0, 1, null), "http://127.0.0.1:1/");
    }
}
