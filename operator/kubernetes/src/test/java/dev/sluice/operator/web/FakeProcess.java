package dev.sluice.operator.web;

import dev.sluice.control.view.HistoryView;
import dev.sluice.control.view.Screen;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** In place of the operator: no cluster, and what the test says. */
final class FakeProcess implements ScreenSource, Pulse {
    volatile boolean leads = true;
    volatile @Nullable URI leader;
    volatile boolean alive = true;
    volatile boolean ready = true;
    volatile long since = -1;

    @Override
    public boolean leads() {
        return leads;
    }

    @Override
    public Optional<URI> leader() {
        return Optional.ofNullable(leader);
    }

    @Override
    public Screen screen() {
        return Screen.starting(7, "as the test says");
    }

    @Override
    public byte[] recording() {
        return new byte[] {31};
    }

    @Override
    public HistoryView history(long sinceMillis) {
        since = sinceMillis;
        return new HistoryView(1000, List.of(), List.of());
    }

    @Override
    public boolean alive() {
        return alive;
    }

    @Override
    public boolean ready() {
        return ready;
    }

    @Override
    public String reason() {
        return alive ? "caches are not filled" : "the control thread is silent";
    }
}
