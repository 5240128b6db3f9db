package dev.sluice.operator.status.write;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.sluice.crds.v1alpha1.Provider;
import dev.sluice.operator.status.World;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class StatusWriterTest {
    private final World world = new World().pod("edge-1", true, 7);
    private final FakeApi api = new FakeApi();

    @Test
    @Timeout(20)
    void closingWritesTheLastCheckpoint() throws InterruptedException {
        world.accounting("team/acme", World.spent(1_000_000));
        CountDownLatch written = new CountDownLatch(7);
        StatusWriter writer =
                new StatusWriter(api, event -> {}, () -> Instant.ofEpochMilli(world.nowMillis), new Counting(written));
        writer.start();
        writer.offer(world.known());
        written.await();
        world.accounting("team/acme", World.spent(1_000_001)).later(1_000);
        writer.offer(world.known());

        writer.close();

        Provider last = (Provider) api.puts.getLast();
        assertNotNull(last.getStatus().accounting());
        assertEquals(1_000_001L, last.getStatus().accounting().spentTodayMicros());
        assertEquals(8, api.puts.size());
    }

    private record Counting(CountDownLatch writes) implements WriteCounter {
        @Override
        public void written(String kind) {
            writes.countDown();
        }

        @Override
        public void outdated(String kind) {}

        @Override
        public void failed(String kind) {}
    }
}
