package dev.sluice.engine.routing;

import dev.sluice.contract.observation.Failure;
import dev.sluice.engine.model.CompiledEndpoint;
import dev.sluice.engine.model.CompiledProvider;
import dev.sluice.engine.telemetry.TrafficCell;
import dev.sluice.engine.telemetry.WindowClock;

/**
 * A copy of a request on its way to a mirror. What becomes of it is counted under {@link
 * dev.sluice.contract.snapshot.RequestClass#MIRROR}, its cost included, and touches neither shares nor health: a mirror
 * must not take a provider away from clients. Belongs to one event loop.
 */
public final class Mirrored {
    private final CompiledProvider provider;
    private final CompiledEndpoint endpoint;
    private final TrafficCell cell;
    private final WindowClock windows;
    private final long picos;
    private final long startNanos;

    Mirrored(
            CompiledProvider provider,
            CompiledEndpoint endpoint,
            TrafficCell cell,
            WindowClock windows,
            long picos,
            long startNanos) {
        this.provider = provider;
        this.endpoint = endpoint;
        this.cell = cell;
        this.windows = windows;
        this.picos = picos;
        this.startNanos = startNanos;
        cell.begin(false);
    }

    public CompiledProvider provider() {
        return provider;
    }

    public CompiledEndpoint endpoint() {
        return endpoint;
    }

    public void answered(long nowNanos) {
        cell.answered(nowNanos - startNanos, windows.window(nowNanos), picos);
    }

    public void failed(Failure failure) {
        boolean reached = failure != Failure.CONNECT && failure != Failure.OVERLOADED;
        cell.failed(failure, reached ? picos : 0);
    }
}
