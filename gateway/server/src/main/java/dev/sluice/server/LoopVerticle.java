package dev.sluice.server;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.function.Consumer;

/** Claims one event loop; what runs there is set up by its creator. */
final class LoopVerticle extends VerticleBase {
    private final Consumer<Context> started;

    LoopVerticle(Consumer<Context> started) {
        this.started = started;
    }

    @Override
    public Future<?> start() {
        started.accept(context);
        return Future.succeededFuture();
    }
}
