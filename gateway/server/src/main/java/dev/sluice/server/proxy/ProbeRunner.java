package dev.sluice.server.proxy;

import dev.sluice.engine.GatewayState;
import dev.sluice.engine.Probe;
import java.util.concurrent.TimeUnit;

/** Sends the health checks the engine asks for, from one event loop for the whole process. */
public final class ProbeRunner {
    private final EventLoop loop;
    private final GatewayState state;

    public ProbeRunner(EventLoop loop, GatewayState state) {
        this.loop = loop;
        this.state = state;
    }

    /** To be called on the event loop; runs until the loop ends. */
    public void start() {
        long millis = Math.max(1, TimeUnit.NANOSECONDS.toMillis(loop.options().probeTickNanos()));
        loop.vertx().setPeriodic(millis, id -> tick());
    }

    private void tick() {
        long now = System.nanoTime();
        for (Probe probe : state.probesDue(now)) {
            new ProbeCall(loop, state, probe, Live.of(probe.attachment()).endpoint(probe.endpoint())).start();
        }
    }
}
