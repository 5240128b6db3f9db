package dev.sluice.simulation.world;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EventQueueTest {

    @Test
    void givesEventsByTimeAndThoseOfOneMomentInTheOrderTheyWereAdded() {
        SplittableRandom random = new SplittableRandom(7);
        EventQueue queue = new EventQueue();
        List<long[]> happened = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            long time = random.nextLong(200);
            long order = i;
            queue.add(time, now -> happened.add(new long[] {time, order}));
            if (random.nextInt(3) == 0) {
                // What is taken early is checked on its own: nothing sooner is left.
                long soonest = queue.nextNanos();
                queue.take();
                assertTrue(soonest <= queue.nextNanos());
            }
        }

        while (queue.nextNanos() != Long.MAX_VALUE) {
            long now = queue.nextNanos();
            queue.take().happen(now);
        }

        for (int i = 1; i < happened.size(); i++) {
            long[] before = happened.get(i - 1);
            long[] after = happened.get(i);
            assertTrue(before[0] < after[0] || (before[0] == after[0] && before[1] < after[1]), "at event " + i);
        }
    }
}
