package dev.sluice.control.view;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PageTest {
    @Test
    void thePageNeedsNothingFromElsewhere() {
        String html = new String(Page.html(), StandardCharsets.UTF_8);

        assertTrue(html.startsWith("<!doctype html>"), html.substring(0, 60));
        assertFalse(html.contains("src=\"http") || html.contains("href=\"http"));
    }
}
