package dev.sluice.engine.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.engine.http.RequestPath;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Paths in every disguise: what is matched is one form, and no server could see another path in it. */
class UrlFuzzTest {
    private static final List<String> PATHS = List.of(
            "/",
            "/eth",
            "/v2/abc/../x",
            "/a//b/./c/",
            "/%65th",
            "/a%2fb",
            "/a;x=1/b",
            "/%E2%82%AC",
            "/a/..%2f..%2fetc",
            "/.../..a");

    @Test
    void aPathHasOneForm() {
        new Fuzz(
                        PATHS, "/", ".", "..", "%2e", "%2E%2e", "%2f", "%5c", "\\", "%", "%00", "%25", ";", "?", "#",
                        "//", "/../", " ", "\u00e9")
                .run(input -> {
                    String raw = new String(input, StandardCharsets.ISO_8859_1);
                    String path = RequestPath.normalize(raw);
                    if (path == null) {
                        return;
                    }
                    assertEquals(path, RequestPath.normalize(path), "once is enough");
                    assertTrue(path.startsWith("/"));
                    assertFalse(path.contains("//"), path);
                    assertFalse(("/" + path + "/").contains("/../") || (path + "/").contains("/./"), path);
                    String plain = encoded(path);
                    assertEquals(
                            plain, URI.create("http://x" + plain).normalize().getRawPath(), "as RFC 3986");
                    String generous = RequestPath.readGenerously(path);
                    assertTrue(generous == null || generous.startsWith("/"), generous);
                });
    }

    /** What RFC 3986 does not allow in a path but servers let through. */
    private static String encoded(String path) {
        StringBuilder text = new StringBuilder();
        for (char c : path.toCharArray()) {
            text.append("\"<>[]^`{|}".indexOf(c) >= 0 ? '~' : c);
        }
        return text.toString();
    }
}
