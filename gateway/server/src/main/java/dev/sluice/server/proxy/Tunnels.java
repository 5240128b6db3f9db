package dev.sluice.server.proxy;

import java.util.concurrent.atomic.LongAdder;

/** Counts the WebSockets of all event loops. */
public final class Tunnels {
    private final LongAdder opened = new LongAdder();
    private final LongAdder closed = new LongAdder();

    public void opened() {
        opened.increment();
    }

    public void closed() {
        closed.increment();
    }

    /** Since the gateway started. */
    public long all() {
        return opened.sum();
    }

    /** Now. */
    public long open() {
        return Math.max(0, opened.sum() - closed.sum());
    }
}
