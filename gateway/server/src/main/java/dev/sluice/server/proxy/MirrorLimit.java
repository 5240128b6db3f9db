package dev.sluice.server.proxy;

import java.util.concurrent.atomic.LongAdder;

/**
 * Keeps copies of requests from costing more than {@link #MOST} held bodies and connections of one event loop: a mirror
 * that is slow or gone loses copies instead of slowing clients down. Owned by one event loop but for the counter.
 */
public final class MirrorLimit {
    static final int MOST = 64;

    private final LongAdder dropped;
    private int underWay;

    /** @param dropped counts copies that were wanted but not sent, of all loops */
    public MirrorLimit(LongAdder dropped) {
        this.dropped = dropped;
    }

    boolean tryBegin() {
        if (underWay >= MOST) {
            dropped.increment();
            return false;
        }
        underWay++;
        return true;
    }

    void end() {
        underWay--;
    }

    /** The body was too large to be held. */
    void drop() {
        dropped.increment();
    }
}
