package dev.sluice.simulation.world;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What is to happen, soonest first; of two at one moment the one that was added first. A binary heap in plain arrays. */
final class EventQueue {
    private long[] times = new long[1024];
    private long[] orders = new long[1024];
    private @Nullable Event[] events = new @Nullable Event[1024];
    private int size;
    private long added;

    void add(long atNanos, Event event) {
        if (size == times.length) {
            times = Arrays.copyOf(times, size * 2);
            orders = Arrays.copyOf(orders, size * 2);
            events = Arrays.copyOf(events, size * 2);
        }
        int i = size++;
        long order = added++;
        while (i > 0) {
            int parent = (i - 1) >>> 1;
            if (times[parent] <= atNanos) {
                break;
            }
            move(parent, i);
            i = parent;
        }
        times[i] = atNanos;
        orders[i] = order;
        events[i] = event;
    }

    /** {@link Long#MAX_VALUE} when there is nothing. */
    long nextNanos() {
        return size == 0 ? Long.MAX_VALUE : times[0];
    }

    Event take() {
        Event first = events[0];
        if (first == null) {
            throw new IllegalStateException("nothing is to happen");
        }
        int last = --size;
        long time = times[last];
        long order = orders[last];
        Event event = events[last];
        events[last] = null;
        int i = 0;
        while (last > 0) {
            int child = 2 * i + 1;
            if (child >= last) {
                break;
            }
            if (child + 1 < last && before(child + 1, times[child], orders[child])) {
                child++;
            }
            if (!before(child, time, order)) {
                break;
            }
            move(child, i);
            i = child;
        }
        if (last > 0) {
            times[i] = time;
            orders[i] = order;
            events[i] = event;
        }
        return first;
    }

    private boolean before(int i, long time, long order) {
        return times[i] < time || (times[i] == time && orders[i] < order);
    }

    private void move(int from, int to) {
        times[to] = times[from];
        orders[to] = orders[from];
        events[to] = events[from];
    }
}
