package dev.sluice.engine.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestPathTest {
    @ParameterizedTest
    @CsvSource({
        "/a/../b, /b",
        "/a/./b, /a/b",
        "/a/%2e%2E/b, /b",
        "//a///b, /a/b",
        "/a/.., /",
        "/a/b/.., /a/",
        "/a/., /a/",
        "/a//, /a/",
        "/.well-known/x, /.well-known/x",
        "/a/%2fb, /a/%2Fb",
        "/%61dm%69n/%7e, /admin/~",
        "/a/.%2e/b, /b",
        "/caf%c3%a9, /caf%C3%A9",
        "/a%3bb, /a%3Bb",
        "/a%252e, /a%252e",
        "/.., ",
        "/a/../../b, "
    })
    void resolvesDotsAndRepeatedSlashes(String raw, String path) {
        assertEquals(path, RequestPath.normalize(raw));
    }

    @ParameterizedTest
    @CsvSource({
        "/a/b, /a/b",
        "/a%2Fb, /a/b",
        "/a%5Cb/, /a/b/",
        "/a;x=1/b;y, /a/b",
        "/a/;x/b, /a/b",
        "/a%2F%2Fb, /a/b",
        "/a%2F..%2Fb, ",
        "/a/..;/b, ",
        "/a%5C.;x, "
    })
    void showsWhatAGenerousServerWouldRead(String normalized, String read) {
        assertEquals(read, RequestPath.readGenerously(normalized));
    }

    @Test
    void leavesAPlainPathAsItIs() {
        String path = "/eth/v1/a.b%20c/";
        assertSame(path, RequestPath.normalize(path));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "*",
                "/a b",
                "/a\\b",
                "/a%zz",
                "/a%2",
                "/a%00b",
                "/a%",
                "/a\r\nX: y",
                "/ä",
                "/a?b",
                "/a#b"
            })
    void refusesWhatIsNoPath(String raw) {
        assertNull(RequestPath.normalize(raw));
    }
}
