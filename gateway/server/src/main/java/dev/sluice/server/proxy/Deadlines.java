package dev.sluice.server.proxy;

import io.vertx.core.Vertx;
import org.jspecify.annotations.Nullable;

/**
 * Deadlines of one event loop's exchanges: a hashed wheel of linked lists, so that setting and clearing one costs a few
 * writes and keeps nothing of a finished request alive. Fires up to one tick late. The timer runs only while something is
 * waited for, so an idle gateway sleeps. Owned by one event loop.
 */
public final class Deadlines {
    static final long TICK_NANOS = 5_000_000;
    private static final int SLOTS = 2048;

    /** Something with a time limit; the exchange itself, so that no object is made for it. */
    public abstract static class Entry {
        private @Nullable Entry before;
        private @Nullable Entry after;
        private long dueNanos;

        /** The time is over; the entry is not waiting any more. */
        protected abstract void expired();

        final boolean waiting() {
            return before != null;
        }
    }

    private static final class Slot extends Entry {
        Slot() {
            super.before = this;
            super.after = this;
        }

        @Override
        protected void expired() {
            throw new IllegalStateException("a slot does not expire");
        }
    }

    private final Vertx vertx;
    private final Slot[] slots = new Slot[SLOTS];
    private final Slot turn = new Slot();
    private int waiting;
    private long timer = -1;
    private long lastTick;

    public Deadlines(Vertx vertx) {
        this.vertx = vertx;
        for (int i = 0; i < SLOTS; i++) {
            slots[i] = new Slot();
        }
    }

    /** Sets or moves the entry's deadline. */
    public void set(Entry entry, long dueNanos) {
        clear(entry);
        entry.dueNanos = dueNanos;
        link(slots[(int) (Math.floorDiv(dueNanos, TICK_NANOS) + 1 & SLOTS - 1)], entry);
        if (waiting++ == 0 && timer < 0) {
            lastTick = Math.floorDiv(System.nanoTime(), TICK_NANOS);
            timer = vertx.setPeriodic(TICK_NANOS / 1_000_000, id -> tick(System.nanoTime()));
        }
    }

    public void clear(Entry entry) {
        if (entry.waiting()) {
            unlink(entry);
            waiting--;
        }
    }

    private void tick(long now) {
        long tick = Math.floorDiv(now, TICK_NANOS);
        // A loop that was away for a whole turn looks at each slot once.
        for (long t = Math.max(lastTick + 1, tick - SLOTS + 1); t <= tick; t++) {
            fire(slots[(int) (t & SLOTS - 1)], now);
        }
        lastTick = tick;
        if (waiting == 0) {
            vertx.cancelTimer(timer);
            timer = -1;
        }
    }

    /** Takes the slot's entries off one by one, since firing one may set and clear others. */
    private void fire(Slot slot, long now) {
        move(slot, turn);
        for (Entry entry = first(turn); entry != null; entry = first(turn)) {
            unlink(entry);
            if (entry.dueNanos - now <= 0) {
                waiting--;
                entry.expired();
            } else {
                link(slot, entry);
            }
        }
    }

    private static @Nullable Entry first(Slot slot) {
        Entry first = ((Entry) slot).after;
        return first == slot ? null : first;
    }

    private static void move(Slot from, Slot to) {
        Entry f = from;
        Entry t = to;
        Entry head = f.after;
        Entry tail = f.before;
        if (head == null || tail == null || head == from) {
            return;
        }
        t.after = head;
        head.before = to;
        t.before = tail;
        tail.after = to;
        f.after = from;
        f.before = from;
    }

    private static void link(Slot slot, Entry entry) {
        Entry head = slot;
        Entry tail = head.before;
        entry.before = tail;
        entry.after = slot;
        if (tail != null) {
            tail.after = entry;
        }
        head.before = entry;
    }

    private static void unlink(Entry entry) {
        Entry before = entry.before;
        Entry after = entry.after;
        if (before != null && after != null) {
            before.after = after;
            after.before = before;
        }
        entry.before = null;
        entry.after = null;
    }
}
