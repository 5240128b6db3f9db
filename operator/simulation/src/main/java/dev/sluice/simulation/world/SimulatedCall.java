package dev.sluice.simulation.world;

import dev.sluice.engine.match.RequestView;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What a client sends: the same head for all, and a JSON-RPC body by method. */
final class SimulatedCall implements RequestView {
    final byte[] body;

    SimulatedCall(String method) {
        body = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"%s\",\"params\":[]}"
                .formatted(method)
                .getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String method() {
        return "POST";
    }

    @Override
    public String host() {
        return "rpc.example";
    }

    @Override
    public String path() {
        return "/";
    }

    @Override
    public String source() {
        return "";
    }

    @Override
    public @Nullable String header(String lowerCaseName) {
        return null;
    }

    @Override
    public @Nullable String query(String name) {
        return null;
    }
}
