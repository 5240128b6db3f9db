package dev.sluice.standalone.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class LiveViewTest {
    private static final Frame FRAME = new Frame(
            32,
            70,
            "aws-us-east-1 is failing: 40 % errors",
            true,
            List.of(
                    new Frame.Row(
                            "aws-us-east-1",
                            "Hyperscaler",
                            "Unhealthy",
                            0.3125,
                            240.4,
                            0.4,
                            14,
                            "40 % errors, over 0.05 %"),
                    new Frame.Row("depin-a", "Decentralized", "Healthy", 0.6875, 48.2, 0.002, 2.5, "best utility"),
                    new Frame.Row("metal-fra", "BareMetal", "Unknown", 0, null, null, 6, "no measurements yet")),
            new Frame.Clients(12_345, 0, 301.4, 51.0),
            "http://127.0.0.1:9901/");

    @Test
    void showsHealthShareLatencyErrorsPriceAndReasonOfEachProvider() {
        String picture = String.join("\n", new LiveView(120, Paint.NONE).lines(FRAME));

        assertEquals("""
                Sluice  00:32 / 01:10   charts: http://127.0.0.1:9901/
                ▲ aws-us-east-1 is failing: 40 % errors

                provider       class          health      share                            p95  errors     $/M  why
                aws-us-east-1  Hyperscaler    ▲ unhealthy ██████▎·············   31 %   240 ms    40 %   14.00  40 % errors, over 0.05 %
                depin-a        Decentralized  ● healthy   █████████████▊······   69 %    48 ms   0.2 %    2.50  best utility
                metal-fra      BareMetal      ○ unknown   ····················    0 %        –       –    6.00  no measurements yet

                clients: 12,345 requests, 0 failed, 301 per second, p95 51 ms""", picture);
    }

    @Test
    void cutsReasonsSoThatNoLineWrapsInANarrowTerminal() {
        List<String> lines = new LiveView(80, Paint.NONE).lines(FRAME);

        assertTrue(lines.stream().allMatch(line -> line.length() <= 80), () -> String.join("\n", lines));
        assertTrue(lines.get(4).endsWith("…"), lines.get(4));
    }

    @Test
    void everyLineOfThePlainViewStandsAlone() {
        assertEquals("""
                [00:32] aws-us-east-1 is failing: 40 % errors | clients: 12,345 requests, 0 failed, p95 51 ms
                        aws-us-east-1   unhealthy  share 31 %   p95 240 ms   errors 40 %    14.00 $/M  40 % errors, over 0.05 %
                        depin-a         healthy    share 69 %   p95 48 ms    errors 0.2 %    2.50 $/M  best utility
                        metal-fra       unknown    share 0 %    p95 –        errors –        6.00 $/M  no measurements yet""", String.join("\n", PlainView.lines(FRAME)));
    }

    @Test
    void barMovesByEighthsOfACell() {
        LiveView wide = new LiveView(120, Paint.NONE);

        assertEquals("····················", wide.bar(0));
        assertEquals("▏···················", wide.bar(0.006));
        assertEquals("██████████··········", wide.bar(0.5));
        assertEquals("████████████████████", wide.bar(1.2));
    }
}
