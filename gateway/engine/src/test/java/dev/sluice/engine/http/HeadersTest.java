package dev.sluice.engine.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.contract.observation.Failure;
import dev.sluice.contract.snapshot.Filter;
import dev.sluice.contract.snapshot.Filter.Header;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeadersTest {
    private static final class Recorded implements MutableHeaders {
        final List<String> calls = new ArrayList<>();

        @Override
        public void set(String name, String value) {
            calls.add("set " + name + "=" + value);
        }

        @Override
        public void add(String name, String value) {
            calls.add("add " + name + "=" + value);
        }

        @Override
        public void remove(String name) {
            calls.add("remove " + name);
        }
    }

    @Test
    void filtersSetThenAddThenRemoveEachOnItsOwnSide() {
        List<Filter> filters = List.of(
                new Filter.RequestHeaders(List.of(new Header("a", "1")), List.of(new Header("b", "2")), List.of("c")),
                new Filter.ResponseHeaders(List.of(), List.of(), List.of("server")),
                new Filter.UrlRewrite(null, null, "/"));
        Recorded request = new Recorded();
        Recorded answer = new Recorded();

        HeaderFilters.applyToRequest(filters, request);
        HeaderFilters.applyToAnswer(filters, answer);

        assertEquals(List.of("set a=1", "add b=2", "remove c"), request.calls);
        assertEquals(List.of("remove server"), answer.calls);
    }

    @Test
    void hopByHopHeadersAreKnownOrNamedByConnection() {
        assertTrue(HopByHop.isHopByHop("transfer-encoding"));
        assertFalse(HopByHop.isHopByHop("content-length"));
        assertEquals(List.of("x-a", "keep-alive"), HopByHop.named(" X-A , close, keep-alive,"));
    }

    @Test
    void plainHttpAnswersAreJudgedByStatus() {
        assertNull(HttpAnswer.failure(200, true));
        assertNull(HttpAnswer.failure(404, true));
        assertNull(HttpAnswer.failure(401, false));
        assertEquals(Failure.UNAUTHORIZED, HttpAnswer.failure(403, true));
        assertEquals(Failure.RATE_LIMITED, HttpAnswer.failure(429, false));
        assertEquals(Failure.SERVER_ERROR, HttpAnswer.failure(503, false));
    }
}
