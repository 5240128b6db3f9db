package dev.sluice.control.view;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The web page over {@code /api/v1/plan}, {@code status} and {@code history}: one file without anything from elsewhere, and
 * the headers it is served with.
 */
public final class Page {
    public static final String CONTENT_TYPE = "text/html; charset=utf-8";

    /** The page's scripts and styles stand in the page; it loads nothing and talks to nobody but its own server. */
    public static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; connect-src 'self'; img-src data:; style-src 'unsafe-inline'; "
                    + "script-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    /** Where the page's other script goes. */
    private static final String STORY = "/* story.js */";

    private Page() {}

    /** Reads it from the class path; to be called once. */
    public static byte[] html() {
        return resource("index.html").replace(STORY, resource("story.js")).getBytes(StandardCharsets.UTF_8);
    }

    private static String resource(String name) {
        try (InputStream in = Page.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
