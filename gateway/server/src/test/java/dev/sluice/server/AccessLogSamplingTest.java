package dev.sluice.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.server.options.Telemetry;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class AccessLogSamplingTest {
    /** In order, for lines are written by one thread: the one line is that of the failure, which came last. */
    @Test
    void aShareOfNothingLeavesFailuresOnly() throws Exception {
        List<String> lines = new CopyOnWriteArrayList<>();
        try (GatewayFixture f = new GatewayFixture(
                options -> options.withAccessLog(lines::add).withTelemetry(Telemetry.DEFAULT.withAccessLogPpm(0)))) {
            RawUpstream up = f.upstream((request, socket, out) ->
                    RawUpstream.write(out, request.target().equals("/fails") ? 500 : 200, "text/plain", "said"));
            f.serve(Snapshots.http(up.port()));
            assertEquals(200, f.get("/works").statusCode());
            assertEquals(500, f.get("/fails").statusCode());
            GatewayFixture.eventually("the failure is logged", () -> !lines.isEmpty());
            assertEquals(1, lines.size(), lines::toString);
            assertTrue(lines.getFirst().contains("\"status\":500"), lines::toString);
        }
    }
}
