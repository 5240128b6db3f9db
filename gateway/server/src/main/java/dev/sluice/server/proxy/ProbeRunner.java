package dev.sluice.server.proxy;

import dev.sluice.contract.observation.Failure;
import dev.sluice.engine.GatewayState;
import dev.sluice.engine.Probe;
import dev.sluice.server.upstream.PreparedEndpoint;
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
        Live live = loop.live().get();
        for (Probe probe : state.probesDue(now)) {
            PreparedEndpoint endpoint = live == null ? null : live.find(probe.endpoint());
            if (endpoint == null) {
                // The model changed in between; the next round asks for it again.
                state.probed(probe, Failure.CONNECT, 0, HeadBlock.UNKNOWN, now);
            } else {
                new ProbeCall(loop, state, probe, endpoint).start();
            }
        }
    }
}
