package dev.sluice.standalone.demo;

import dev.sluice.simulation.load.LoadReport;
import java.util.concurrent.atomic.AtomicReference;

/** What clients saw so far. Added to on the load's event loop, read by the demo's thread. */
final class ClientTally {
    private final AtomicReference<Frame.Clients> now = new AtomicReference<>(new Frame.Clients(0, 0, 0, null));

    void add(LoadReport.Tally second) {
        now.updateAndGet(before -> new Frame.Clients(
                before.requests() + second.requests(),
                before.failures() + second.failed(),
                second.requests(),
                second.succeeded() == 0 ? null : second.p95Nanos() / 1e6));
    }

    Frame.Clients now() {
        return now.get();
    }
}
