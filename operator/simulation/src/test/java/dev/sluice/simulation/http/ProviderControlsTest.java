package dev.sluice.simulation.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.ConnectException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProviderControlsTest {
    private final Vertx vertx = Vertx.vertx();
    private final Http http = new Http();
    private final SimulatedProvider provider =
            SimulatedProvider.start(vertx, SimulatedProviderOptions.named("quickstart/a"));
    private final ProviderControls controls = ProviderControls.start(vertx, "127.0.0.1", 0, List.of(provider));

    @AfterEach
    void close() {
        http.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void aProviderGoesAndComesBackOnItsPort() throws Exception {
        assertEquals(200, ask());

        assertEquals(200, turn("down"));
        assertThrows(ConnectException.class, this::ask);
        turn("up");
        assertEquals(200, ask());
        turn("errors");
        assertEquals(503, ask());
        turn("calm");
        assertEquals(200, ask());
        assertEquals(404, turn("sideways"));
    }

    @Test
    void countsAreTold() throws Exception {
        ask();

        JsonObject counts =
                new JsonObject(new String(http.get(controls.port(), "/").body()));

        assertEquals(1, counts.getJsonObject("quickstart/a").getInteger("requests"));
    }

    private int ask() throws IOException, InterruptedException {
        return http.post(provider.port(), "/", Http.HEAD).statusCode();
    }

    private int turn(String knob) throws IOException, InterruptedException {
        return http.post(controls.port(), "/quickstart/a/" + knob, "").statusCode();
    }
}
